import type { Cloud, Stored } from "./cloud";
import { builtInNamespaces, deletionLocks, type KindMaker, kindMakers, type Reference, references } from "./references";
import { sdkType } from "./sdk-types";
import { filledText } from "./templates";
import { type Properties, text, valueAt, valuesAt } from "./values";

const definition = "kubernetes:apiextensions.k8s.io/v1:CustomResourceDefinition";
const securityGroup = "aws:ec2/securityGroup:SecurityGroup";

/** What AWS refuses to create: something that refers to what does not exist. */
export function refuseAwsCreate(cloud: Cloud, type: string, inputs: Properties): void {
  const all = cloud.all();
  for (const reference of references.filter(({ from }) => from === type)) {
    for (const value of named(inputs, reference)) {
      if (!all.some((stored) => isMeant(stored, reference, value))) {
        throw new Error(filledText(reference.missing, { value }));
      }
    }
  }
  refuseAwsSpecials(all, type, inputs);
}

/** Conditions that no property states. */
function refuseAwsSpecials(all: Stored[], type: string, inputs: Properties): void {
  if (type === "aws:ec2/natGateway:NatGateway" && inputs["connectivityType"] !== "private") {
    const vpc = vpcOf(all, inputs["subnetId"]);
    if (!all.some((each) => each.type === "aws:ec2/internetGateway:InternetGateway" && each.outputs["vpcId"] === vpc)) {
      throw new Error(`Gateway.NotAttached: Network ${vpc} has no Internet gateway attached`);
    }
  }
  if (type === "aws:eks/accessPolicyAssociation:AccessPolicyAssociation") {
    const id = `${text(inputs["clusterName"])}:${text(inputs["principalArn"])}`;
    if (!all.some((each) => each.type === "aws:eks/accessEntry:AccessEntry" && each.id === id)) {
      throw new Error("ResourceNotFoundException: The specified principalArn could not be found.");
    }
  }
}

/** What AWS refuses to delete: what is protected, or still in use. */
export function refuseAwsDelete(cloud: Cloud, stored: Stored): void {
  const lock = deletionLocks[stored.type];
  if (lock !== undefined && valueAt(stored.outputs, lock.at) === true) throw new Error(lock.message);
  const all = cloud.all();
  const going = new Set(dying(all, stored));
  for (const reference of references.filter(({ to, blocks }) => to === stored.type && blocks !== undefined)) {
    if (referrers(all, reference, stored).some((each) => !going.has(each)))
      throw new Error(filledText(reference.blocks ?? "", { id: stored.id }));
  }
  if (stored.type === securityGroup && inUseByNodes(all, stored)) {
    throw new Error(`DependencyViolation: resource ${stored.id} has a dependent object`);
  }
  if (stored.type === "aws:ec2/internetGateway:InternetGateway") {
    const vpc = text(stored.outputs["vpcId"]);
    const mapped = all.some(
      (each) => each.type === "aws:ec2/natGateway:NatGateway" && vpcOf(all, each.outputs["subnetId"]) === vpc,
    );
    if (mapped) throw new Error(`DependencyViolation: Network ${vpc} has some mapped public address(es).`);
  }
}

/** Nodes bear the groups of their launch template. */
function inUseByNodes(all: Stored[], { id }: Stored): boolean {
  return all.some(({ type, outputs }) => {
    if (type !== "aws:eks/nodeGroup:NodeGroup") return false;
    const template = all.find((each) => each.id === valueAt(outputs, "launchTemplate.id"));
    return valuesAt(template?.outputs, "vpcSecurityGroupIds").includes(id);
  });
}

/** What goes away together with a resource. */
export function dependents(cloud: Cloud, stored: Stored): Stored[] {
  const all = cloud.all();
  if (stored.type === "aws:eks/cluster:Cluster") {
    const inside = all.filter(({ cluster }) => cluster !== undefined && cluster === stored.outputs["endpoint"]);
    return [...inside, ...dying(all, stored)];
  }
  if (stored.type === "aws:eks/accessEntry:AccessEntry") {
    return all.filter(
      ({ type, id }) =>
        type === "aws:eks/accessPolicyAssociation:AccessPolicyAssociation" &&
        id.startsWith(`${stored.id.replace(":", "#")}#`),
    );
  }
  if (stored.type === "kubernetes:templates.gatekeeper.sh/v1:ConstraintTemplate") {
    const kind = String(valueAt(stored.outputs, "spec.crd.spec.names.kind"));
    const isConstraint = ({ type }: Stored) =>
      type.startsWith("kubernetes:constraints.gatekeeper.sh/") && type.endsWith(`:${kind}`);
    return all.filter((each) => each.cluster === stored.cluster && isConstraint(each));
  }
  if (stored.type === "kubernetes:core/v1:Namespace") {
    return all.filter((each) => each.cluster === stored.cluster && namespaceOf(each.type, each.inputs) === stored.id);
  }
  // The account's default is reset, whichever key it was: internal/service/ec2/ebs_default_kms_key.go
  if (stored.type === "aws:ebs/defaultKmsKey:DefaultKmsKey") {
    return all.filter(({ type, outputs }) => type === stored.type && outputs["region"] === stored.outputs["region"]);
  }
  return dying(all, stored);
}

function dying(all: Stored[], stored: Stored): Stored[] {
  const rules = references.filter(({ to, dies }) => to === stored.type && dies === true);
  return rules.flatMap((reference) => referrers(all, reference, stored));
}

/** What an API server refuses to create: an object in no namespace, and an object of a kind that it does not know. */
export function refuseKubernetesCreate(
  cloud: Cloud,
  cluster: string | undefined,
  type: string,
  inputs: Properties,
): void {
  const inside = cloud.all().filter((each) => each.provider === "kubernetes" && each.cluster === cluster);
  const namespace = namespaceOf(type, inputs);
  const exists = (name: string) =>
    inside.some(({ type, id }) => type === "kubernetes:core/v1:Namespace" && id === name);
  const brings = type === "kubernetes:helm.sh/v3:Release" && inputs["createNamespace"] === true;
  if (namespace !== undefined && !brings && !builtInNamespaces.has(namespace) && !exists(namespace)) {
    throw new Error(`namespaces "${namespace}" not found`);
  }
  const [, groupVersion = "", kind = ""] = type.split(":");
  const group = groupVersion.split("/")[0] ?? "";
  const maker = kindMakers[group];
  if (maker === undefined || sdkType(type) !== undefined) return;
  if (!isMade(cloud, inside, maker, group, kind))
    throw new Error(`no matches for kind "${kind}" in version "${groupVersion}"`);
}

/** Whether what brings a kind into the cluster is there. */
function isMade(cloud: Cloud, inside: Stored[], maker: KindMaker, group: string, kind: string): boolean {
  if ("charts" in maker) {
    // A release is opaque; of a chart whose objects are resources, the definitions are there to be seen.
    return inside.some(
      (each) =>
        (each.type === "kubernetes:helm.sh/v3:Release" && maker.charts.includes(chartOf(each))) ||
        (each.type === definition && each.id.endsWith(`.${group}`)),
    );
  }
  if ("object" in maker) return inside.some(({ type }) => type === maker.object);
  if ("addon" in maker) {
    return cloud.all().some((each) => each.type === "aws:eks/addon:Addon" && each.outputs["addonName"] === maker.addon);
  }
  return inside.some((each) => each.type === maker.template && valueAt(each.outputs, maker.kindAt) === kind);
}

/** Chart of a release without the repository before it. */
function chartOf(release: Stored): string {
  return String(release.outputs["chart"]).split("/").at(-1) ?? "";
}

function namespaceOf(type: string, inputs: Properties): string | undefined {
  if (type === "kubernetes:core/v1:Namespace") return undefined;
  return text(inputs["namespace"]) ?? text(valueAt(inputs, "metadata.namespace"));
}

/** A server that looks like EKS answers only while its cluster exists. Any other is taken to answer. */
export function refuseUnreachable(cloud: Cloud, server: string | undefined): void {
  if (server === undefined || !server.endsWith(".eks.amazonaws.com")) return;
  const exists = cloud
    .all()
    .some((each) => each.type === "aws:eks/cluster:Cluster" && each.outputs["endpoint"] === server);
  if (!exists) throw new Error(`configured Kubernetes cluster is unreachable: no such host: ${server}`);
}

function referrers(all: Stored[], reference: Reference, stored: Stored): Stored[] {
  return all.filter(
    ({ type, outputs }) =>
      type === reference.from && named(outputs, reference).some((value) => isMeant(stored, reference, value)),
  );
}

function named(properties: Properties, { at }: Reference): string[] {
  return valuesAt(properties, at).flatMap((each) => text(each) ?? []);
}

function isMeant(stored: Stored, { to, by }: Reference, value: string): boolean {
  if (stored.type !== to) return false;
  return (by !== "arn" && stored.id === value) || (by !== "id" && stored.outputs["arn"] === value);
}

function vpcOf(all: Stored[], subnet: unknown): string | undefined {
  return text(all.find(({ type, id }) => type === "aws:ec2/subnet:Subnet" && id === subnet)?.outputs["vpcId"]);
}
