import { below, flag, type Mistake, optional, quote, record } from "../../../catalogue";
import type { MirrorArgs, ReleaseSettings } from "../../releases";
import type { IstioArgs } from "./args";
import type { IstioAddonArgs, IstioGatewayArgs } from "./gateway-args";
import { ingressMembers, type IstioGatewaySettings, resolveGateway } from "./gateway-settings";
import { namesOf, resolveRevisions, settledOf } from "./revisions";
import { type IstioSettings, meshMembers, releasesOf, resolveMesh } from "./settings";

/** A mesh and its gateway, with every default filled in. */
export interface IstioAddonSettings {
  mesh: IstioSettings;
  /** Absent where there is to be none. */
  gateway?: IstioGatewaySettings;
}

/** The shape of the arguments that a cluster passes on. */
export const istioShape = record({
  ...meshMembers,
  gateway: optional(record({ ...ingressMembers, enabled: optional(flag) })),
});

/** Fills the defaults; notes what cannot be together. `path` is where the arguments stand. */
export function resolveIstioAddon(args: IstioAddonArgs, path: string, mistakes: Mistake[]): IstioAddonSettings {
  const mesh = resolveMesh(meshArgs(args), path, mistakes);
  const gateway = gatewayArgs(args);
  if (gateway === undefined) return { mesh };
  const names = namesOf(mesh.revisions);
  if (!names.includes(gateway.revision!)) {
    const expected = `one of ${names.join(", ")}`;
    mistakes.push({ path: below(path, "gateway.revision"), got: quote(gateway.revision), expected });
  }
  return { mesh, gateway: resolveGateway(gateway, below(path, "gateway"), mistakes) };
}

/** Every release that they make. */
export function istioReleases({ mesh, gateway }: IstioAddonSettings): ReleaseSettings[] {
  return [...releasesOf(mesh), ...(gateway ? [gateway.release] : [])];
}

/** What of the arguments is the Istio component's. */
export function meshArgs(args: IstioAddonArgs, mirror?: MirrorArgs): IstioArgs {
  const mesh: IstioAddonArgs & IstioArgs = { ...args, ...(mirror && { mirror }) };
  delete mesh.gateway;
  return mesh;
}

/** What of them is the gateway's, which follows the control plane that workloads move away from until there is none. */
export function gatewayArgs(args: IstioAddonArgs, mirror?: MirrorArgs): IstioGatewayArgs | undefined {
  const { enabled = true, ...gateway } = args.gateway ?? {};
  if (!enabled) return undefined;
  return {
    ...gateway,
    revision: gateway.revision ?? settledOf(resolveRevisions(args, "", [])).name,
    ...(args.dataplane && { dataplane: args.dataplane }),
    ...(mirror && { mirror }),
  };
}
