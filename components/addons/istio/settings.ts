import {
  below,
  type AddonDeclaration,
  check,
  type Mistake,
  oneOf,
  optional,
  read,
  record,
  whole,
} from "../../../catalogue";
import { istioBase, istioCni, istioZtunnel } from "../../../catalogue/charts/istio";
import { refuseMistakes, soundPart } from "../../foundations/input-error";
import { isMap, type Values } from "../../foundations/values";
import { declareRelease, mirrorShape, type ReleaseSettings, resolveRelease } from "../../releases";
import { IstioDataplane } from "../../foundations/mesh";
import { type IstioArgs, IstioEgress, IstioTlsFloor } from "./args";
import { steeredMistakes } from "./paths";
import { pinOf, revisionMembers, type Revisions, resolveRevisions } from "./revisions";
import { baseValues, cniValues, istiodValues, steeredValues, ztunnelValues } from "./values";

/** Arguments with every default filled in. */
export interface IstioSettings {
  dataplane: IstioDataplane;
  revisions: Revisions;
  base: ReleaseSettings;
  /** The control plane that workloads move away from, while there is one. */
  previous?: ReleaseSettings;
  istiod: ReleaseSettings;
  cni: ReleaseSettings;
  /** In ambient mode. */
  ztunnel?: ReleaseSettings;
}

export const chartValues = optional(check("a map of chart values", isMap));

export const meshMembers = {
  dataplane: optional(oneOf(Object.values(IstioDataplane))),
  ...revisionMembers,
  replicas: optional(whole(1, 50)),
  tlsFloor: optional(oneOf(Object.values(IstioTlsFloor))),
  egress: optional(oneOf(Object.values(IstioEgress))),
  values: optional(record({ base: chartValues, istiod: chartValues, cni: chartValues, ztunnel: chartValues })),
};

const istioShape = record({ ...meshMembers, mirror: optional(mirrorShape) });

/** Fills the defaults; notes what cannot be together. `path` is where the arguments stand. */
export function resolveMesh(args: IstioArgs, path: string, mistakes: Mistake[]): IstioSettings {
  const { mirror, values = {} } = args;
  const dataplane = args.dataplane ?? IstioDataplane.Sidecar;
  const revisions = resolveRevisions(args, path, mistakes);
  const release = (chart: keyof typeof steeredValues, pin: ReleaseSettings["pin"], ours: Values) => {
    const at = below(path, `values.${chart}`);
    mistakes.push(...steeredMistakes(steeredValues[chart], values[chart], at));
    return resolveRelease(pin, ours, { values: values[chart], mirror }, at, mistakes);
  };
  const choices = {
    dataplane,
    replicas: args.replicas ?? 2,
    tlsFloor: args.tlsFloor ?? IstioTlsFloor.Tls12,
    egress: args.egress ?? IstioEgress.RegistryOnly,
  };
  const { current, previous } = revisions;
  const base = release("base", istioBase, baseValues(revisions));
  const istiod = release("istiod", pinOf(current), istiodValues(choices, current));
  const cni = release("cni", istioCni, cniValues(dataplane));
  const ambient = dataplane === IstioDataplane.Ambient;
  if (!ambient) mistakes.push(...unused(values.ztunnel, below(path, "values.ztunnel")));
  return {
    dataplane,
    revisions,
    base,
    // The user's values are the current one's, whose mistakes are noted already.
    ...(previous && { previous: { ...istiod, pin: pinOf(previous), ours: istiodValues(choices, previous) } }),
    istiod,
    cni,
    ...(ambient && { ztunnel: release("ztunnel", istioZtunnel, ztunnelValues(current)) }),
  };
}

function unused(values: Values | undefined, path: string): Mistake[] {
  if (values === undefined) return [];
  return [{ path, got: "values", expected: 'nothing: there is no ztunnel but with dataplane "ambient"' }];
}

/** Complete settings of the component. Pure; throws one error with every mistake. */
export function resolveIstioArgs(args: IstioArgs): IstioSettings {
  const mistakes: Mistake[] = [...read(istioShape, args).mistakes];
  const settings = resolveMesh(soundPart(args, mistakes), "", mistakes);
  refuseMistakes("Istio", mistakes);
  return settings;
}

/** Its releases, in the order of their installation. */
export function releasesOf({ base, previous, istiod, cni, ztunnel }: IstioSettings): ReleaseSettings[] {
  return [base, previous, istiod, cni, ztunnel].filter((each) => each !== undefined);
}

/** What policies see of the add-on. */
export function declareIstio(settings: IstioSettings): AddonDeclaration {
  return { releases: releasesOf(settings).map(declareRelease) };
}
