import {
  below,
  type AddonDeclaration,
  check,
  flag,
  list,
  type Mistake,
  oneOf,
  optional,
  quote,
  read,
  record,
  text,
  whole,
} from "../../../catalogue";
import { trivyOperator } from "../../../catalogue/charts/trivy-operator";
import { workloadClusterMistakes, workloadClusterShape } from "../../aws";
import { repositoryPattern } from "../../foundations/cached-image";
import { refuseMistakes, soundPart } from "../../foundations/input-error";
import { isMap } from "../../foundations/values";
import { declareRelease, mirrorShape, type ReleaseSettings, resolveRelease } from "../../releases";
import {
  ComplianceSpec,
  FlawSeverity,
  NodeOperatingSystem,
  type ScanJobArgs,
  type TrivyAddonArgs,
  type TrivyOperatorArgs,
} from "./args";
import { trivyOperatorValues } from "./values";

/** What the chart's values are made of, with every default filled in. */
export interface ScanSettings extends Required<Omit<TrivyAddonArgs, "values" | "scanJobs" | "serverStorageClass">> {
  nodes: NodeOperatingSystem;
  scanJobs: Required<ScanJobArgs>;
  /** Absent where the cluster's default is meant. */
  serverStorageClass: string | undefined;
}

/** Arguments with every default filled in. */
export interface TrivySettings {
  nodes: NodeOperatingSystem;
  server: boolean;
  registryAccounts: string[];
  release: ReleaseSettings;
}

const namespaceName = text("the name of a namespace", /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/);

const scanJobShape = record({
  concurrent: optional(whole(1, 50)),
  timeoutMinutes: optional(whole(1, 60)),
  memoryMib: optional(whole(512, 16384)),
  tolerations: optional(list(record({ key: optional(text()), value: optional(text()) }))),
});

const members = {
  complianceSpecs: optional(list(oneOf(Object.values(ComplianceSpec)), 1)),
  failEntriesLimit: optional(whole(1, 500)),
  severities: optional(list(oneOf(Object.values(FlawSeverity)), 1)),
  ignoreUnfixed: optional(flag),
  excludedNamespaces: optional(list(namespaceName)),
  registryAccounts: optional(list(text("an account of AWS: 12 digits", /^\d{12}$/))),
  readPullSecrets: optional(flag),
  scanJobs: optional(scanJobShape),
  server: optional(flag),
  serverStorageClass: optional(text()),
  values: optional(check("a map of chart values", isMap)),
};

/** The shape of the arguments that a cluster passes on. */
export const trivyShape = record(members);

const operatorShape = record({
  ...members,
  cluster: workloadClusterShape,
  nodeOperatingSystem: optional(oneOf(Object.values(NodeOperatingSystem))),
  cachePrefixes: optional(list(text("a prefix of repositories, such as main/docker-hub", repositoryPattern))),
  mirror: optional(mirrorShape),
});

/** Fills the defaults; notes what does not fit together, and values that carry a control. `path` is where the arguments stand. */
export function resolveTrivyAddon(
  args: TrivyAddonArgs & Pick<TrivyOperatorArgs, "mirror" | "nodeOperatingSystem">,
  path: string,
  mistakes: Mistake[],
): TrivySettings {
  const at = (key: string) => below(path, key);
  const settings = scanSettings(args);
  mistakes.push(...togetherMistakes(args, settings, at));
  const release = resolveRelease(trivyOperator, trivyOperatorValues(settings), args, at("values"), mistakes);
  const { nodes, server, registryAccounts } = settings;
  return { nodes, server, registryAccounts, release };
}

function scanSettings(args: TrivyAddonArgs & Pick<TrivyOperatorArgs, "nodeOperatingSystem">): ScanSettings {
  return {
    nodes: args.nodeOperatingSystem ?? NodeOperatingSystem.Bottlerocket,
    complianceSpecs: args.complianceSpecs ?? [
      ComplianceSpec.EksCis,
      ComplianceSpec.Nsa,
      ComplianceSpec.PodSecurityBaseline,
      ComplianceSpec.PodSecurityRestricted,
    ],
    failEntriesLimit: args.failEntriesLimit ?? 50,
    severities: args.severities ?? [FlawSeverity.Medium, FlawSeverity.High, FlawSeverity.Critical],
    ignoreUnfixed: args.ignoreUnfixed ?? false,
    excludedNamespaces: args.excludedNamespaces ?? ["kube-system"],
    registryAccounts: args.registryAccounts ?? [],
    readPullSecrets: args.readPullSecrets ?? false,
    scanJobs: {
      concurrent: args.scanJobs?.concurrent ?? 5,
      timeoutMinutes: args.scanJobs?.timeoutMinutes ?? 10,
      memoryMib: args.scanJobs?.memoryMib ?? 1536,
      tolerations: args.scanJobs?.tolerations ?? [],
    },
    server: args.server ?? false,
    serverStorageClass: args.serverStorageClass,
  };
}

function togetherMistakes(
  { serverStorageClass }: TrivyAddonArgs,
  { severities, server, scanJobs }: ScanSettings,
  at: (key: string) => string,
): Mistake[] {
  const serious = [FlawSeverity.High, FlawSeverity.Critical].every((each) => severities.includes(each));
  return [
    ...(serious
      ? []
      : [{ path: at("severities"), got: quote(severities), expected: "a list with HIGH and CRITICAL (VUL-01)" }]),
    ...scanJobs.tolerations.flatMap(({ key, value }, index) =>
      value === undefined || key !== undefined
        ? []
        : [{ path: at(`scanJobs.tolerations[${index}].key`), got: "nothing", expected: "the key of that value" }],
    ),
    ...(serverStorageClass === undefined || server
      ? []
      : [{ path: at("serverStorageClass"), got: quote(serverStorageClass), expected: "nothing without `server`" }]),
  ];
}

/** Complete settings of the component. Pure; throws one error with every mistake. */
export function resolveTrivyOperatorArgs(args: TrivyOperatorArgs): TrivySettings {
  const mistakes: Mistake[] = [...read(operatorShape, args).mistakes];
  const sound = soundPart(args, mistakes);
  const settings = resolveTrivyAddon(sound, "", mistakes);
  if (sound.cluster !== undefined) mistakes.push(...workloadClusterMistakes(sound.cluster, "cluster"));
  refuseMistakes("TrivyOperator", mistakes);
  return settings;
}

/** What policies see of the add-on. */
export function declareTrivy({ release }: TrivySettings): AddonDeclaration {
  return { releases: [declareRelease(release)] };
}
