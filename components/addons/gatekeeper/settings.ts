import {
  type AddonDeclaration,
  charts,
  check,
  Enforcement,
  type Mistake,
  oneOf,
  optional,
  read,
  record,
  text,
  whole,
} from "../../../catalogue";
import { refuseMistakes, soundPart } from "../../foundations/input-error";
import { defaultKubernetesVersion, kubernetesVersionPattern } from "../../foundations/kubernetes-version";
import { deepMerge, isMap, type Values } from "../../foundations/values";
import { declareRelease, overrideMistakes } from "../../releases";
import type { AdmissionArgs, GatekeeperArgs } from "./args";
import { gatekeeperValues } from "./values";

/** Arguments with every default filled in. */
export interface AdmissionSettings {
  replicas: number;
  enforcement: Enforcement;
  /** What the user lays over our values. */
  overrides: Values;
}

export interface GatekeeperSettings extends AdmissionSettings {
  kubernetesVersion: string;
  /** Values of the release, the user's laid over ours. */
  values: Values;
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
  kubernetesVersion: optional(text("a Kubernetes version such as 1.35", kubernetesVersionPattern)),
});

/** Fills the defaults; notes values that carry a control. `path` is where the arguments stand. */
export function resolveAdmission(args: AdmissionArgs, path: string, mistakes: Mistake[]): AdmissionSettings {
  const overrides: Values = args.values ?? {};
  mistakes.push(...overrideMistakes(charts.gatekeeper, overrides, path === "" ? "values" : `${path}.values`));
  return { replicas: args.replicas ?? 3, enforcement: args.enforcement ?? Enforcement.Deny, overrides };
}

/** Complete settings of the component. Pure; throws one error with every mistake. */
export function resolveGatekeeperArgs(args: GatekeeperArgs): GatekeeperSettings {
  const mistakes: Mistake[] = [...read(gatekeeperShape, args).mistakes];
  const sound = soundPart(args, mistakes);
  const settings = resolveAdmission(sound, "", mistakes);
  refuseMistakes("Gatekeeper", mistakes);
  return {
    ...settings,
    kubernetesVersion: sound.kubernetesVersion ?? defaultKubernetesVersion,
    values: deepMerge(gatekeeperValues(settings.replicas), settings.overrides),
  };
}

/** What policies see of the add-on. */
export function declareGatekeeper(settings: GatekeeperSettings): AddonDeclaration {
  return { release: declareRelease(charts.gatekeeper, settings.values) };
}
