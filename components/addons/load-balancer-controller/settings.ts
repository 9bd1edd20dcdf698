import type * as pulumi from "@pulumi/pulumi";
import {
  below,
  type AddonDeclaration,
  check,
  flag,
  type Mistake,
  oneOf,
  optional,
  quote,
  read,
  record,
  whole,
} from "../../../catalogue";
import { awsLoadBalancerController as pin } from "../../../catalogue/charts/aws-load-balancer-controller";
import { type WorkloadClusterArgs, workloadClusterMistakes, workloadClusterShape } from "../../aws";
import { refuseMistakes, soundPart } from "../../foundations/input-error";
import { inputText } from "../../foundations/input-text";
import { isMap } from "../../foundations/values";
import { declareRelease, type MirrorArgs, mirrorShape, type ReleaseSettings, resolveRelease } from "../../releases";
import { ListenerPolicy, type LoadBalancerControllerAddonArgs, type LoadBalancerControllerArgs } from "./args";
import { controllerValues } from "./values";

/** What is asked of the controller, every default filled in. */
export interface ControllerOptions {
  replicas: number;
  ingressValidation: boolean;
  listenerPolicy: ListenerPolicy;
  waf: boolean;
  shield: boolean;
}

export interface LoadBalancerControllerAddonSettings extends ControllerOptions {
  release: ReleaseSettings;
}

export interface LoadBalancerControllerSettings extends LoadBalancerControllerAddonSettings {
  cluster: WorkloadClusterArgs;
  vpcId: pulumi.Input<string>;
}

const members = {
  replicas: optional(whole(1, 10)),
  ingressValidation: optional(flag),
  listenerPolicy: optional(oneOf(Object.values(ListenerPolicy))),
  waf: optional(flag),
  shield: optional(flag),
  values: optional(check("a map of chart values", isMap)),
};

/** The shape of the arguments that a cluster passes on. */
export const loadBalancerControllerShape = record(members);

const ownShape = record({
  ...members,
  cluster: workloadClusterShape,
  vpcId: inputText,
  mirror: optional(mirrorShape),
});

/** Fills the defaults; notes values that carry a control. `path` is where the arguments stand. */
export function resolveLoadBalancerControllerAddon(
  args: LoadBalancerControllerAddonArgs & { mirror?: MirrorArgs },
  path: string,
  mistakes: Mistake[],
): LoadBalancerControllerAddonSettings {
  const options = {
    replicas: args.replicas ?? 2,
    ingressValidation: args.ingressValidation ?? true,
    listenerPolicy: args.listenerPolicy ?? ListenerPolicy.Restricted,
    waf: args.waf ?? true,
    shield: args.shield ?? false,
  };
  const valuesPath = below(path, "values");
  return { ...options, release: resolveRelease(pin, controllerValues(options), args, valuesPath, mistakes) };
}

/** Complete settings of the component. Pure; throws one error with every mistake. */
export function resolveLoadBalancerControllerArgs(args: LoadBalancerControllerArgs): LoadBalancerControllerSettings {
  const mistakes: Mistake[] = [...read(ownShape, args).mistakes];
  const sound = soundPart(args, mistakes);
  const settings = resolveLoadBalancerControllerAddon(sound, "", mistakes);
  if (sound.cluster !== undefined)
    mistakes.push(...workloadClusterMistakes(sound.cluster, "cluster"), ...flagMistakes(sound.cluster));
  refuseMistakes("LoadBalancerController", mistakes);
  return { ...settings, cluster: args.cluster, vpcId: args.vpcId };
}

/** The controller is told the tags in one flag, `name=value` and commas between them. */
function flagMistakes({ tags = {} }: WorkloadClusterArgs): Mistake[] {
  return Object.keys(tags)
    .filter((name) => name.includes("="))
    .map((name) => ({
      path: `cluster.tags.${name}`,
      got: quote(name),
      expected: "a tag name without =, by which the controller ends a name",
    }));
}

/** What policies see of the add-on. */
export function declareLoadBalancerController(settings: LoadBalancerControllerAddonSettings): AddonDeclaration {
  return { releases: [declareRelease(settings.release)] };
}
