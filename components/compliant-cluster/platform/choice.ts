import { type Mistake, Part, Provision, quote } from "../../../catalogue";
import type { CalicoAddonArgs } from "../../addons/calico";
import type { ExternalSecretsAddonArgs } from "../../addons/external-secrets";
import type { FalcoAddonArgs } from "../../addons/falco";
import type { FluentBitAddonArgs } from "../../addons/fluent-bit";
import type { AdmissionArgs } from "../../addons/gatekeeper";
import type { HarborAddonArgs } from "../../addons/harbor";
import type { IstioAddonArgs } from "../../addons/istio";
import type { KyvernoAddonArgs } from "../../addons/kyverno";
import type { LoadBalancerControllerAddonArgs } from "../../addons/load-balancer-controller";
import type { TrivyAddonArgs } from "../../addons/trivy";
import type { VeleroAddonArgs } from "../../addons/velero";
import { type PartArgs, type PartSettings, resolvePart } from "../../cluster/part";
import type { PlatformArgs } from "./args";

/** Add-ons that another tool may stand in for, by their arguments. */
export const addonParts = [
  Part.Mesh,
  Part.ThreatDetection,
  Part.BackupAgent,
  Part.SecretStore,
  Part.WorkloadScanning,
  Part.WorkloadLogs,
  Part.LoadBalancers,
] as const;
export type AddonPart = (typeof addonParts)[number];

export type AddonParts = Record<AddonPart, PartSettings>;

/** The arguments of those add-ons that this stack makes; absent for the others. */
export interface ChosenAddons {
  calico?: CalicoAddonArgs;
  /** One of the two. */
  gatekeeper?: AdmissionArgs;
  kyverno?: KyvernoAddonArgs;
  loadBalancerController?: LoadBalancerControllerAddonArgs;
  istio?: IstioAddonArgs;
  falco?: FalcoAddonArgs;
  velero?: VeleroAddonArgs;
  trivy?: TrivyAddonArgs;
  externalSecrets?: ExternalSecretsAddonArgs;
  fluentBit?: FluentBitAddonArgs;
  harbor?: HarborAddonArgs;
}

/** Who provides each add-on. Velero follows the store of backups: where the account has that, it has what writes to it. */
export function resolveAddonParts(args: PlatformArgs, backup: PartSettings, mistakes: Mistake[]): AddonParts {
  const inherited = backup.mode === Provision.Inherited && args.velero?.mode === undefined;
  const velero = inherited ? { ...args.velero, mode: backup.mode, vouchedBy: backup.vouchedBy } : args.velero;
  if (backup.mode === Provision.Inherited && args.velero?.mode === Provision.Create) {
    const expected = "inherited, because backup is inherited: there is no bucket to write to";
    mistakes.push({ path: "velero.mode", got: quote(args.velero.mode), expected });
  }
  const part = (name: AddonPart, given: PartArgs = {}) => [name, resolvePart(name, given, {}, mistakes)] as const;
  return Object.fromEntries(
    addonParts.map((name) => part(name, name === Part.BackupAgent ? (velero as PartArgs) : args[name])),
  ) as AddonParts;
}

/** What the stack makes: add-ons that nobody else vouches for, and one engine of each kind. */
export function chooseAddons(args: PlatformArgs, parts: AddonParts, calico: boolean): ChosenAddons {
  const made = <A extends object>(part: AddonPart, given: (A & PartArgs) | undefined): A | undefined => {
    if (parts[part].mode !== Provision.Create) return undefined;
    const own = { ...given } as A & PartArgs;
    delete own.mode;
    delete own.vouchedBy;
    return own;
  };
  return defined({
    calico: calico ? (args.calico ?? {}) : undefined,
    gatekeeper: args.kyverno === undefined ? (args.gatekeeper ?? {}) : undefined,
    kyverno: args.kyverno,
    loadBalancerController: made<LoadBalancerControllerAddonArgs>(Part.LoadBalancers, args.loadBalancerController),
    istio: made<IstioAddonArgs>(Part.Mesh, args.istio),
    falco: made<FalcoAddonArgs>(Part.ThreatDetection, args.falco),
    velero: made<VeleroAddonArgs>(Part.BackupAgent, args.velero),
    trivy: made<TrivyAddonArgs>(Part.WorkloadScanning, args.trivy),
    externalSecrets: made<ExternalSecretsAddonArgs>(Part.SecretStore, args.externalSecrets),
    fluentBit: made<FluentBitAddonArgs>(Part.WorkloadLogs, args.fluentBit),
    harbor: args.harbor,
  });
}

/** What cannot be together. */
export function contradictions(args: PlatformArgs, calico: boolean): Mistake[] {
  const given = (path: keyof PlatformArgs, expected: string, wrong: boolean): Mistake[] =>
    wrong && args[path] !== undefined ? [{ path, got: quote(args[path]), expected }] : [];
  return [
    ...given("gatekeeper", "nothing: kyverno is there, and two engines would both judge", args.kyverno !== undefined),
    ...given("calico", 'nothing, or addons.networkPolicy "calico": another engine enforces network policies', !calico),
  ];
}

type Defined<T> = { [K in keyof T]?: Exclude<T[K], undefined> };

/** Without the members that are undefined. */
function defined<T extends object>(members: T): Defined<T> {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined)) as Defined<T>;
}
