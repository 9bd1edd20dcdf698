import {
  below,
  type AddonDeclaration,
  type AdmissionExclusion,
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
import { kyverno as pin } from "../../../catalogue/charts/kyverno";
import { refuseMistakes, soundPart } from "../../foundations/input-error";
import { defaultKubernetesVersion, kubernetesVersionPattern } from "../../foundations/kubernetes-version";
import { isMap } from "../../foundations/values";
import { declareRelease, type MirrorArgs, mirrorShape, type ReleaseSettings, resolveRelease } from "../../releases";
import type { KyvernoAddonArgs, KyvernoArgs } from "./args";
import { kyvernoValues } from "./values";

/** Arguments with every default filled in. */
export interface KyvernoAddonSettings {
  replicas: number;
  enforcement: Enforcement;
  release: ReleaseSettings;
}

export interface KyvernoSettings extends KyvernoAddonSettings {
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
export const kyvernoShape = record(members);

const ownShape = record({
  ...members,
  mirror: optional(mirrorShape),
  kubernetesVersion: optional(text("a Kubernetes version such as 1.35", kubernetesVersionPattern)),
  rules: optional(ruleSettingsShape),
  exclusions: optional(exclusionsShape),
});

/** Fills the defaults; notes values that carry a control. `path` is where the arguments stand. */
export function resolveKyvernoAddon(
  args: KyvernoAddonArgs & { mirror?: MirrorArgs },
  path: string,
  mistakes: Mistake[],
): KyvernoAddonSettings {
  const replicas = args.replicas ?? 3;
  const valuesPath = below(path, "values");
  const release = resolveRelease(pin, kyvernoValues(replicas), args, valuesPath, mistakes);
  return { replicas, enforcement: args.enforcement ?? Enforcement.Deny, release };
}

/** Complete settings of the component. Pure; throws one error with every mistake. */
export function resolveKyvernoArgs(args: KyvernoArgs): KyvernoSettings {
  const mistakes: Mistake[] = [...read(ownShape, args).mistakes];
  const sound = soundPart(args, mistakes);
  const settings = resolveKyvernoAddon(sound, "", mistakes);
  refuseMistakes("Kyverno", mistakes);
  const { kubernetesVersion = defaultKubernetesVersion, rules = {}, exclusions = [] } = sound;
  return { ...settings, kubernetesVersion, rules, exclusions };
}

/** What policies see of the add-on. */
export function declareKyverno(settings: KyvernoAddonSettings): AddonDeclaration {
  return { releases: [declareRelease(settings.release)] };
}
