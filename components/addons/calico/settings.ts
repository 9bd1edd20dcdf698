import {
  below,
  type AddonDeclaration,
  check,
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
import { calico, calicoCrds } from "../../../catalogue/charts/calico";
import { parseCidr } from "../../foundations/cidr";
import { refuseMistakes, soundPart } from "../../foundations/input-error";
import { isMap, touches, type Values, valueAt } from "../../foundations/values";
import { declareRelease, mirrorShape, type ReleaseSettings, resolveRelease } from "../../releases";
import { type CalicoAddonArgs, type CalicoArgs, EgressProtocol } from "./args";
import type { AllowedEgress } from "./rules";
import { operatorValues } from "./values";

/** Arguments with every default filled in. */
export interface CalicoSettings {
  controlPlaneReplicas: number;
  allowedEgress: AllowedEgress[];
  /** What the user lays over the spec of the Installation. */
  installation: Values;
  /** The chart of the definitions. */
  definitions: ReleaseSettings;
  /** The operator's. */
  release: ReleaseSettings;
}

const network = check(
  "an IPv4 network of /8 or smaller, such as 10.1.0.0/16",
  (value): value is string => typeof value === "string" && (parseCidr(value)?.prefix ?? 0) >= 8,
);

const members = {
  controlPlaneReplicas: optional(whole(1, 10)),
  allowedEgress: optional(
    list(
      record({
        cidrs: list(network, 1),
        ports: list(whole(1, 65535), 1),
        protocol: optional(oneOf(Object.values(EgressProtocol))),
        because: text("the reason, in words"),
      }),
    ),
  ),
  installation: optional(check("a map of fields of the Installation", isMap)),
  values: optional(check("a map of chart values", isMap)),
};

/** The shape of the arguments that a cluster passes on. */
export const calicoAddonShape = record(members);

const calicoShape = record({ ...members, mirror: optional(mirrorShape) });

/** Fields of the Installation by which some pod would be without an agent that enforces policies for it. */
const guardedFields = [
  "variant",
  "kubernetesProvider",
  "cni",
  "calicoNetwork.bgp",
  "calicoNetwork.linuxDataplane",
  "calicoNodeDaemonSet.spec.template.spec.affinity",
  "calicoNodeDaemonSet.spec.template.spec.nodeSelector",
  "calicoNodeDaemonSet.spec.template.spec.tolerations",
];

/** Values of the chart that nothing would come of, with what takes their place. */
const idleValues = {
  installation: "nothing: the add-on makes the Installation itself; its fields are in the argument installation",
  apiServer: "nothing: the add-on makes the APIServer itself",
};

/** Fills the defaults; notes values and fields that carry a control. `path` is where the arguments stand. */
export function resolveCalicoAddon(
  args: CalicoAddonArgs & Pick<CalicoArgs, "mirror">,
  path: string,
  mistakes: Mistake[],
): CalicoSettings {
  const at = (member: string) => below(path, member);
  const { mirror, installation = {}, values = {} } = args;
  mistakes.push(...installationMistakes(installation, at("installation")), ...idleMistakes(values, at("values")));
  return {
    controlPlaneReplicas: args.controlPlaneReplicas ?? 2,
    allowedEgress: (args.allowedEgress ?? []).map((each) => ({
      ...each,
      protocol: each.protocol ?? EgressProtocol.Tcp,
    })),
    installation,
    definitions: resolveRelease(calicoCrds, {}, { mirror }, at("mirror"), mistakes),
    release: resolveRelease(calico, operatorValues, { values, mirror }, at("values"), mistakes),
  };
}

function installationMistakes(installation: Values, path: string): Mistake[] {
  const guarded = guardedFields
    .filter((field) => touches(installation, field))
    .map((field) => ({
      path: `${path}.${field}`,
      got: quote(valueAt(installation, field) ?? null),
      expected: "nothing: this field carries NET-06, because by it pods may be without an agent that enforces policies",
    }));
  if (!touches(installation, "controlPlaneReplicas")) return guarded;
  const got = quote(installation["controlPlaneReplicas"]);
  const expected = "nothing: the argument controlPlaneReplicas says it";
  return [...guarded, { path: `${path}.controlPlaneReplicas`, got, expected }];
}

function idleMistakes(values: Values, path: string): Mistake[] {
  return Object.entries(idleValues).flatMap(([key, expected]) => {
    const below = values[key];
    if (!isMap(below)) return [];
    return Object.keys(below)
      .filter((each) => each !== "enabled")
      .map((each) => ({ path: `${path}.${key}.${each}`, got: quote(below[each]), expected }));
  });
}

/** Complete settings of the component. Pure; throws one error with every mistake. */
export function resolveCalicoArgs(args: CalicoArgs): CalicoSettings {
  const mistakes: Mistake[] = [...read(calicoShape, args).mistakes];
  const settings = resolveCalicoAddon(soundPart(args, mistakes), "", mistakes);
  refuseMistakes("Calico", mistakes);
  return settings;
}

/** What policies see of the add-on. */
export function declareCalico({ definitions, release }: CalicoSettings): AddonDeclaration {
  return { releases: [definitions, release].map(declareRelease) };
}
