import {
  below,
  type AddonDeclaration,
  check,
  list,
  mapOf,
  type Mistake,
  oneOf,
  optional,
  quote,
  read,
  record,
  whole,
} from "../../../catalogue";
import { istioGateway } from "../../../catalogue/charts/istio";
import { refuseMistakes, soundPart } from "../../foundations/input-error";
import { isMap, valueAt } from "../../foundations/values";
import { declareRelease, mirrorShape, type ReleaseSettings, resolveRelease } from "../../releases";
import { IstioDataplane, tunnelPort } from "../../foundations/mesh";
import { type IstioGatewayArgs, IstioGatewayScheme } from "./gateway-args";
import { gatewayValues, schemeAnnotation, steeredGatewayValues } from "./gateway-values";
import { steeredMistakes } from "./paths";
import { revisionMembers, unnamed } from "./revisions";
import { chartValues } from "./settings";

/** Arguments with every default filled in. */
export interface IstioGatewaySettings {
  revision: string;
  workloadPorts: number[];
  release: ReleaseSettings;
}

const anyText = check("a text", (value): value is string => typeof value === "string");

export const ingressMembers = {
  scheme: optional(oneOf(Object.values(IstioGatewayScheme))),
  replicas: optional(whole(1, 50)),
  annotations: optional(mapOf(anyText)),
  workloadPorts: optional(list(whole(1, 65535), 1)),
  revision: revisionMembers.revision,
  values: chartValues,
};

const gatewayShape = record({
  ...ingressMembers,
  dataplane: optional(oneOf(Object.values(IstioDataplane))),
  mirror: optional(mirrorShape),
});

/** Fills the defaults; notes values that arguments set. `path` is where the arguments stand. */
export function resolveGateway(args: IstioGatewayArgs, path: string, mistakes: Mistake[]): IstioGatewaySettings {
  const revision = args.revision ?? unnamed;
  const ports = args.workloadPorts ?? [80, 443, 8080, 8443];
  const ambient = args.dataplane === IstioDataplane.Ambient;
  const at = below(path, "values");
  const ours = gatewayValues({
    scheme: args.scheme ?? IstioGatewayScheme.Internal,
    replicas: args.replicas ?? 2,
    annotations: args.annotations ?? {},
    revision,
  });
  mistakes.push(
    ...steeredMistakes(steeredGatewayValues, args.values, at),
    ...schemeTwice(args.annotations, below(path, "annotations")),
    ...schemeTwice(valueAt(args.values ?? {}, "service.annotations"), `${at}.service.annotations`),
  );
  return {
    revision,
    // Meshed workloads of an ambient mesh are reached through the tunnel, whatever their own ports are.
    workloadPorts: ambient ? [...new Set([...ports, tunnelPort])] : ports,
    release: resolveRelease(istioGateway, ours, args, at, mistakes),
  };
}

/** Who reaches the load balancer is said in one place. */
function schemeTwice(annotations: unknown, path: string): Mistake[] {
  if (!isMap(annotations) || annotations[schemeAnnotation] === undefined) return [];
  const got = quote(annotations[schemeAnnotation]);
  return [{ path: `${path}.${schemeAnnotation}`, got, expected: "nothing: scheme sets it" }];
}

/** Complete settings of the component. Pure; throws one error with every mistake. */
export function resolveIstioGatewayArgs(args: IstioGatewayArgs): IstioGatewaySettings {
  const mistakes: Mistake[] = [...read(gatewayShape, args).mistakes];
  const settings = resolveGateway(soundPart(args, mistakes), "", mistakes);
  refuseMistakes("IstioGateway", mistakes);
  return settings;
}

/** What policies see of the add-on. */
export function declareIstioGateway({ release }: IstioGatewaySettings): AddonDeclaration {
  return { releases: [declareRelease(release)] };
}
