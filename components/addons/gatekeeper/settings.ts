import {
  below,
  type AddonDeclaration,
  type AdmissionExclusion,
  charts,
  check,
  Enforcement,
  exclusionsShape,
  type Mistake,
  oneOf,
  optional,
  read,
  record,
  type RuleSettings,
  ruleSettingsShape,
  text,
  whole,
} from "../../../catalogue";
import { refuseMistakes, soundPart } from "../../foundations/input-error";
import { defaultKubernetesVersion, kubernetesVersionPattern } from "../../foundations/kubernetes-version";
import { isMap } from "../../foundations/values";
import { declareRelease, mirrorShape, type ReleaseSettings, resolveRelease } from "../../releases";
import type { AdmissionArgs, GatekeeperArgs } from "./args";
import { gatekeeperValues } from "./values";

/** Arguments with every default filled in. */
export interface AdmissionSettings {
  replicas: number;
  enforcement: Enforcement;
  release: ReleaseSettings;
}

export interface GatekeeperSettings extends AdmissionSettings {
  kubernetesVersion: string;
  rules: RuleSettings;
  exclusions: AdmissionExclusion[];
}

const members = {
  replicas: optional(whole(1, 50)),
  enforcement: optional(oneOf(Object.values(Enforcement))),
  values: optional(check("a map of chart values", isMap)),
};

/** The shape of the arguments that a cluster passes on. */
export const admissionShape = record(members);

const gatekeeperShape = record({
  ...members,
  mirror: optional(mirrorShape),
  kubernetesVersion: optional(text("a Kubernetes version such as 1.35", kubernetesVersionPattern)),
  rules: optional(ruleSettingsShape),
  exclusions: optional(exclusionsShape),
});

/** Fills the defaults; notes values that carry a control. `path` is where the arguments stand. */
export function resolveAdmission(
  args: AdmissionArgs & Pick<GatekeeperArgs, "mirror">,
  path: string,
  mistakes: Mistake[],
): AdmissionSettings {
  const replicas = args.replicas ?? 3;
  const valuesPath = below(path, "values");
  const release = resolveRelease(charts.gatekeeper, gatekeeperValues(replicas), args, valuesPath, mistakes);
  return { replicas, enforcement: args.enforcement ?? Enforcement.Deny, release };
}

/** Complete settings of the component. Pure; throws one error with every mistake. */
export function resolveGatekeeperArgs(args: GatekeeperArgs): GatekeeperSettings {
  const mistakes: Mistake[] = [...read(gatekeeperShape, args).mistakes];
  const sound = soundPart(args, mistakes);
  const settings = resolveAdmission(sound, "", mistakes);
  refuseMistakes("Gatekeeper", mistakes);
  const { kubernetesVersion = defaultKubernetesVersion, rules = {}, exclusions = [] } = sound;
  return { ...settings, kubernetesVersion, rules, exclusions };
}

/** What policies see of the add-on. */
export function declareGatekeeper(settings: GatekeeperSettings): AddonDeclaration {
  return { releases: [declareRelease(settings.release)] };
}
