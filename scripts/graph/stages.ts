import type { Recorded } from "./stack";

/** Stages of a deployment that are no add-on of ours, by `<type> <name>` of what belongs to them; the first that fits counts. */
const stages: readonly [RegExp, string][] = [
  [/^aws:kms\//, "Keys"],
  [/^aws:ec2\/launchTemplate:|^aws:eks\/nodeGroup:|^aws:iam\/\w+:\w+ \S+-nodes/, "Node groups"],
  [/^aws:eks\/cluster:|^aws:iam\/\w+:\w+ \S+-cluster|LogGroup \S+-control-plane$/, "Control plane"],
  [/^aws:eks\/access|^pulumi:providers:kubernetes /, "Access"],
  [/^aws:eks\/addon:Addon \S+-(vpc-cni|kube-proxy|eks-pod-identity-agent)$|\S+-cni/, "EKS add-ons for nodes"],
  [/^aws:eks\/addon:|\S+-ebs-csi/, "EKS add-ons on nodes"],
  [/^aws:(ec2|vpc)\/|-flow-logs$/, "Network"],
  [/^kubernetes:(storage|snapshot\.storage)\.k8s\.io\//, "Storage classes"],
  [/^aws:/, "Records, alerts and backups"],
];

/** What is around the stack and no step of it. */
const around = /^pulumi:pulumi:Stack|^pulumi:providers:aws|^rampart:index:(CompliantCluster|DestroyGuard)/;
const addon = /^rampart:index:(\w+)/;
/** Components of a user's own workloads. */
const workloads = ["Namespace", "EncryptedVolume"];

/** The stage that a resource belongs to: the add-on that makes it, or the part of the AWS half. Undefined for what is no step. */
export function stageOf(resource: Recorded, byUrn: ReadonlyMap<string, Recorded>): string | undefined {
  if (around.test(resource.type)) return undefined;
  const owner = ownerOf(resource, byUrn);
  if (owner !== undefined) return workloads.includes(owner) ? "Workloads" : spaced(owner);
  const found = stages.find(([pattern]) => pattern.test(`${resource.type} ${resource.name}`));
  return found?.[1] ?? "Workloads";
}

function ownerOf(resource: Recorded, byUrn: ReadonlyMap<string, Recorded>): string | undefined {
  for (let each: Recorded | undefined = resource; each !== undefined; each = byUrn.get(each.parent ?? "")) {
    const owner = around.test(each.type) ? undefined : addon.exec(each.type)?.[1];
    if (owner !== undefined) return owner;
  }
  return undefined;
}

/** `LoadBalancerController` as a reader writes it. */
const spaced = (name: string) =>
  name.replace(/([a-z])([A-Z])/g, (_, end: string, start: string) => `${end} ${start.toLowerCase()}`);
