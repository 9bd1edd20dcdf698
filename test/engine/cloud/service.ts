import { account, partitionOf } from "./account";
import type { Cloud, Stored } from "./cloud";
import { dependents, refuseAwsCreate, refuseAwsDelete, refuseKubernetesCreate, refuseUnreachable } from "./guards";
import { awsIdentity, kubernetesIdentity } from "./identity";
import { differences, touches } from "./differences";
import { outputsOf, versioned } from "./outputs";
import { refuseInputs } from "./refusals";
import { kubernetesImmutable } from "./replace";
import { sdkType } from "./sdk-types";
import { type Facts, filledText } from "./templates";
import { type Properties, text, valueAt, withValueAt } from "./values";

/** Where a provider resource points to. */
export interface Place {
  provider: "aws" | "kubernetes";
  /** Of AWS. */
  region?: string;
  /** Tags that the provider puts on everything. */
  defaultTags?: Record<string, string>;
  /** Server of the Kubernetes cluster. */
  server?: string;
}

export interface Wanted {
  type: string;
  urn: string;
  inputs: Properties;
}

/** What would be made: an id and outputs, with nothing asked of the cloud and nothing written. */
export function drafted(cloud: Cloud, place: Place, { type, urn, inputs }: Wanted): Stored {
  const sdk = sdkType(type);
  const facts = { ...factsOf(cloud, place, inputs), inputs };
  const identity =
    place.provider === "aws" ? awsIdentity(type, sdk?.inputs.has("name") === true) : kubernetesIdentity(type);
  // An object without a namespace has nothing before its slash; the name of a log group begins with one.
  const filled = filledText(identity.id, facts);
  const id = place.provider === "kubernetes" ? filled.replace(/^\//, "") : filled;
  const outputs = { ...outputsOf(type, sdk, inputs, { ...facts, id }, {}), ...echoed(place, id) };
  const cluster = place.server === undefined ? {} : { cluster: place.server };
  return { provider: place.provider, type, id, urn, inputs, outputs, ...cluster };
}

/** The AWS provider, as all that are bridged from Terraform, has the id among the outputs too. */
function echoed({ provider }: Place, id: string): Properties {
  return provider === "aws" ? { id } : {};
}

/** Creates a resource as the service does, or throws in its words. */
export function create(cloud: Cloud, place: Place, wanted: Wanted): Stored {
  const { type, inputs } = wanted;
  refuseUnreachable(cloud, place.server);
  const stored = drafted(cloud, place, wanted);
  const identity =
    place.provider === "aws" ? awsIdentity(type, sdkType(type)?.inputs.has("name") === true) : kubernetesIdentity(type);
  if (identity.exists !== undefined && identity.upsert !== true && clashes(cloud, stored, identity.unique)) {
    throw new Error(filledText(identity.exists, { id: stored.id, inputs }));
  }
  if (place.provider === "aws") {
    refuseAwsCreate(cloud, type, inputs);
    refuseInputs(cloud, text(inputs["region"]) ?? place.region ?? "", type, inputs, true);
  } else refuseKubernetesCreate(cloud, place.server, type, inputs);
  cloud.write(stored);
  makeLogGroup(cloud, place, stored);
  return stored;
}

/** Changes a resource in place; what the cloud had computed stays. */
export function update(cloud: Cloud, place: Place, id: string, { type, urn, inputs }: Wanted): Stored {
  refuseUnreachable(cloud, place.server);
  const before = cloud.get(keyOf(place, type, id));
  if (before === undefined) throw new Error(`updating ${type} (${id}): not found`);
  for (const { field } of differences(type, before.inputs, inputs).filter((each) =>
    touches(each, kubernetesImmutable[type] ?? []),
  )) {
    throw new Error(`"${id}" is invalid: ${field}: Forbidden: updates to ${field} are forbidden.`);
  }
  if (place.provider === "aws") refuseInputs(cloud, text(inputs["region"]) ?? place.region ?? "", type, inputs, false);
  const outputs = updatedOutputs(cloud, place, id, type, inputs, before);
  const stored = { ...before, urn, inputs, outputs };
  cloud.write(stored);
  return stored;
}

export function updatedOutputs(
  cloud: Cloud,
  place: Place,
  id: string,
  type: string,
  inputs: Properties,
  before: Pick<Stored, "inputs" | "outputs">,
): Properties {
  const facts = { ...factsOf(cloud, place, inputs), inputs, id };
  const outputs = { ...outputsOf(type, sdkType(type), inputs, facts, before.outputs), ...echoed(place, id) };
  return newVersions(type, inputs, before).reduce(
    (all, path) => withValueAt(all, path, Number(valueAt(before.outputs, versioned[type]?.output ?? "")) + 1),
    outputs,
  );
}

/** Outputs that an update counts up. */
export function newVersions(type: string, inputs: Properties, before: Pick<Stored, "inputs" | "outputs">): string[] {
  const rule = versioned[type];
  if (rule === undefined) return [];
  if (!differences(type, before.inputs, inputs).some((each) => !touches(each, rule.except))) return [];
  const follows = rule.follower !== undefined && inputs[rule.follower.when] === true ? [rule.follower.output] : [];
  return [rule.output, ...follows];
}

/** Deletes a resource and what goes with it. One that is gone already is no error. */
export function remove(cloud: Cloud, place: Place, type: string, id: string): void {
  refuseUnreachable(cloud, place.server);
  const stored = cloud.get(keyOf(place, type, id));
  if (stored === undefined) return;
  if (place.provider === "aws") refuseAwsDelete(cloud, stored);
  for (const each of dependents(cloud, stored)) cloud.remove(each);
  cloud.remove(stored);
}

export function read(cloud: Cloud, place: Place, type: string, id: string): Stored | undefined {
  refuseUnreachable(cloud, place.server);
  return cloud.get(keyOf(place, type, id));
}

function keyOf({ server }: Place, type: string, id: string) {
  return server === undefined ? { type, id } : { type, id, cluster: server };
}

function clashes(cloud: Cloud, stored: Stored, unique: string | undefined): boolean {
  if (unique === undefined) return cloud.get(stored) !== undefined;
  const mine = filledText(unique, { inputs: stored.inputs });
  return cloud
    .all()
    .some(({ type, outputs }) => type === stored.type && filledText(unique, { inputs: outputs }) === mine);
}

/** EKS makes the log group of a cluster that logs, where nobody has: a program that makes it later is too late. */
function makeLogGroup(cloud: Cloud, place: Place, { type, inputs }: Stored): void {
  const logs = inputs["enabledClusterLogTypes"];
  if (type !== "aws:eks/cluster:Cluster" || !Array.isArray(logs) || logs.length === 0) return;
  const name = `/aws/eks/${text(inputs["name"])}/cluster`;
  const group = drafted(cloud, place, { type: "aws:cloudwatch/logGroup:LogGroup", urn: "", inputs: { name } });
  if (cloud.get(group) === undefined) cloud.write(group);
}

const certificate = Buffer.from("-----BEGIN CERTIFICATE-----\nlaboratory\n-----END CERTIFICATE-----\n").toString(
  "base64",
);

function factsOf(cloud: Cloud, place: Place, inputs: Properties): Facts {
  const region = text(inputs["region"]) ?? place.region ?? "";
  const subnets = valueAt(inputs, "vpcConfig.subnetIds");
  const first = Array.isArray(subnets) ? text(subnets[0]) : undefined;
  const vpc = text(inputs["vpcId"]);
  const outputs = (type: string, id: string | undefined) => (id === undefined ? {} : cloud.get({ type, id })?.outputs);
  return {
    account: account.id,
    region,
    partition: partitionOf(region),
    certificate,
    vpc: outputs("aws:ec2/vpc:Vpc", vpc),
    subnet: outputs("aws:ec2/subnet:Subnet", first),
  };
}
