import {
  below,
  check,
  flag,
  list,
  mapOf,
  type Mistake,
  optional,
  quote,
  record,
  text,
  whole,
} from "../../../catalogue";
import type { RestoreDrillArgs } from "./args";
import { cron, namespaceName, scheduleObjectName, type ScheduleSettings } from "./schedules";

/** Arguments of the drill with every default filled in. */
export interface DrillSettings {
  cron: string;
  /** Name of the schedule's object. */
  backupSchedule: string;
  namespace: string;
  scratchNamespace: string;
  /** With the claims of volumes, where these are restored. */
  resources: string[];
  volumes: boolean;
  minimum: Record<string, number>;
  deadlineMinutes: number;
  backupMaxAgeHours: number;
  successWithinHours: number;
}

const claims = "persistentvolumeclaims";
const configMaps = "configmaps";
/** Velero's own namespace, in which the ConfigMap of known content is. */
const standardNamespace = "velero";

/** What would run, call, be called, cost or give rights, were it restored. */
const unsafe = [
  "pods",
  "replicationcontrollers",
  "services",
  "endpoints",
  "endpointslices.discovery.k8s.io",
  "daemonsets.apps",
  "deployments.apps",
  "replicasets.apps",
  "statefulsets.apps",
  "cronjobs.batch",
  "jobs.batch",
  "ingresses.networking.k8s.io",
  "networkpolicies.networking.k8s.io",
  "rolebindings.rbac.authorization.k8s.io",
  "roles.rbac.authorization.k8s.io",
];
const resourcePattern = /^[a-z]+(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)*$/;

const resource = check(
  "a resource that runs nothing, opens nothing and gives no rights, as plural or plural.group",
  (value): value is string => typeof value === "string" && resourcePattern.test(value) && !unsafe.includes(value),
);

export const drillShape = record({
  enabled: optional(flag),
  cron: optional(cron),
  backupSchedule: optional(text()),
  namespace: optional(namespaceName),
  scratchNamespace: optional(namespaceName),
  resources: optional(list(resource, 1)),
  volumes: optional(flag),
  minimum: optional(mapOf(whole(1, 100_000), resourcePattern, "a resource as plural or plural.group")),
  deadlineMinutes: optional(whole(5, 240)),
  backupMaxAgeHours: optional(whole(1, 8760)),
  successWithinHours: optional(whole(2, 168)),
});

/** Fills the defaults; notes a drill that could not find what it restores. Undefined where there is no drill. */
export function resolveDrill(
  args: RestoreDrillArgs,
  schedules: Record<string, ScheduleSettings>,
  path: string,
  mistakes: Mistake[],
): DrillSettings | undefined {
  if (args.enabled === false) return undefined;
  const at = (member: string) => below(path, member);
  const { namespace = standardNamespace, scratchNamespace = "restore-drill" } = args;
  const backupSchedule = args.backupSchedule ?? Object.keys(schedules)[0] ?? "";
  const resources = [
    ...(args.resources ?? [configMaps]),
    ...(args.volumes === true && args.resources?.includes(claims) !== true ? [claims] : []),
  ];
  const minimum = args.minimum ?? (resources.includes(configMaps) ? { [configMaps]: 1 } : {});
  mistakes.push(
    ...scheduleMistakes(at, schedules, backupSchedule, { namespace, volumes: resources.includes(claims) }),
    ...claimsMistakes(at("resources"), args),
    ...scratchMistakes(at("scratchNamespace"), namespace, scratchNamespace),
    ...minimumMistakes(at("minimum"), resources, minimum),
  );
  return {
    cron: args.cron ?? "30 5 * * *",
    backupSchedule: scheduleObjectName(backupSchedule),
    namespace,
    scratchNamespace,
    resources,
    volumes: resources.includes(claims),
    minimum,
    deadlineMinutes: args.deadlineMinutes ?? 60,
    backupMaxAgeHours: args.backupMaxAgeHours ?? 26,
    successWithinHours: args.successWithinHours ?? 26,
  };
}

function scheduleMistakes(
  at: (member: string) => string,
  schedules: Record<string, ScheduleSettings>,
  name: string,
  { namespace, volumes }: { namespace: string; volumes: boolean },
): Mistake[] {
  const schedule = Object.hasOwn(schedules, name) ? schedules[name] : undefined;
  if (schedule === undefined) {
    const expected = `one of the schedules: ${Object.keys(schedules).join(", ")}`;
    return [{ path: at("backupSchedule"), got: quote(name), expected }];
  }
  const { includedNamespaces, snapshotMoveData } = schedule;
  const mistakes: Mistake[] = [];
  if (!includedNamespaces.includes("*") && !includedNamespaces.includes(namespace)) {
    const expected = `a namespace that the schedule ${name} holds: ${includedNamespaces.join(", ")}`;
    mistakes.push({ path: at("namespace"), got: quote(namespace), expected });
  }
  if (volumes && !snapshotMoveData) {
    // Of a snapshot that stays in EBS, a volume is made only when a pod asks for it, and the drill runs none.
    const expected = `false, or snapshotMoveData of the schedule ${name}`;
    mistakes.push({ path: at("volumes"), got: quote(true), expected });
  }
  return mistakes;
}

function claimsMistakes(path: string, { resources = [] }: RestoreDrillArgs): Mistake[] {
  if (!resources.includes(claims)) return [];
  return [{ path, got: claims, expected: "`volumes: true` beside it, which restores claims with their volumes" }];
}

/** What is in the scratch namespace is deleted, so it must be nobody's. */
function scratchMistakes(path: string, namespace: string, scratchNamespace: string): Mistake[] {
  const taken = [namespace, standardNamespace, "default", "kube-system", "kube-public", "kube-node-lease"];
  if (!taken.includes(scratchNamespace)) return [];
  return [{ path, got: quote(scratchNamespace), expected: "a namespace of its own, that holds nothing else" }];
}

/** A drill that asks for nothing would succeed with nothing. */
function minimumMistakes(path: string, resources: readonly string[], minimum: Record<string, number>): Mistake[] {
  const names = Object.keys(minimum);
  const expected = `how many must come back of ${resources.join(", ")}`;
  if (names.length === 0) return [{ path, got: "nothing", expected }];
  const foreign = names.filter((name) => !resources.includes(name));
  return foreign.map((name) => ({ path: `${path}.${name}`, got: String(minimum[name]), expected }));
}
