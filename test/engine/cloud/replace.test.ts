import { PropertyDiff } from "@pulumi/pulumi/proto/provider_pb";
import { expect } from "chai";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { temporaryFolder } from "../../lab/folders";
import { connect, type Engine, urnOf } from "./client";
import { awsIdentities } from "./identity";
import { openCloud, type Providers, serveProviders } from "./index";
import { awsReplaces, documents, kubernetesImmutable, kubernetesReplaces, sets } from "./replace";
import { sdkType } from "./sdk-types";
import type { Properties } from "./values";
import { unknown } from "./wire";

const golden = ["dev", "staging", "prod"].flatMap(
  (stack) =>
    JSON.parse(readFileSync(join(__dirname, "../../golden", `${stack}.json`), "utf8")) as {
      type: string;
      inputs: Properties;
    }[],
);
const awsTypes = [...new Set(golden.map(({ type }) => type))].filter((type) => type.startsWith("aws:"));

describe("the tables of the stand-ins", () => {
  it("name every AWS type that our stacks make", () => {
    expect(awsTypes).to.have.length.above(15);
    expect(awsTypes.filter((type) => !(type in awsReplaces))).to.deep.equal([]);
    expect(awsTypes.filter((type) => !(type in awsIdentities))).to.deep.equal([]);
  });

  it("name only inputs that the types have", () => {
    const tables = [awsReplaces, kubernetesReplaces, kubernetesImmutable, sets, documents];
    const strange = tables.flatMap((table) =>
      Object.entries(table).flatMap(([type, paths]) =>
        paths
          .filter((path) => sdkType(type)?.inputs.has(path.split(".")[0] ?? "") !== true)
          .map((path) => [type, path]),
      ),
    );
    expect(strange).to.deep.equal([]);
  });

  it("take what our stacks ask for as inputs of the types", () => {
    const strange = golden.flatMap(({ type, inputs }) => {
      const sdk = sdkType(type);
      return sdk === undefined ? [] : Object.keys(inputs).filter((name) => !sdk.inputs.has(name));
    });
    expect(strange).to.deep.equal([]);
  });
});

describe("Diff of the stand-ins", () => {
  let providers: Providers;
  let aws: Engine;
  let kubernetes: Engine;

  before(async () => {
    providers = await serveProviders(openCloud(temporaryFolder("diff")));
    aws = connect(providers.attach, "aws");
    kubernetes = connect(providers.attach, "kubernetes");
  });

  after(async () => {
    aws.close();
    kubernetes.close();
    await providers.close();
  });

  /** What a change does: nothing, an update of properties, or a replacement because of properties. */
  async function effect(type: string, before: Properties, after: Properties, name = "x") {
    const engine = type.startsWith("aws:") ? aws : kubernetes;
    const response = await engine.diff(urnOf(type, name), before, after);
    const kinds = PropertyDiff.Kind;
    const replacing = [kinds.ADD_REPLACE, kinds.DELETE_REPLACE, kinds.UPDATE_REPLACE] as number[];
    const details = response.getDetaileddiffMap().toArray() as unknown as [string, [number]][];
    return {
      updates: details.filter(([, [kind = 0]]) => !replacing.includes(kind)).map(([path]) => path),
      replaces: details.filter(([, [kind = 0]]) => replacing.includes(kind)).map(([path]) => path),
      first: response.getDeletebeforereplace(),
    };
  }

  const nothing = { updates: [], replaces: [], first: false };
  const cluster = "aws:eks/cluster:Cluster";
  const nodeGroup = "aws:eks/nodeGroup:NodeGroup";

  it("sees no change where only the order of a set or the layout of a document differs", async () => {
    expect(await effect(nodeGroup, { subnetIds: ["a", "b"] }, { subnetIds: ["b", "a"] })).to.deep.equal(nothing);
    expect(
      await effect("aws:kms/key:Key", { policy: '{"a":1,"b":2}' }, { policy: '{ "b": 2, "a": 1 }' }),
    ).to.deep.equal(nothing);
    expect(await effect("aws:ec2/vpc:Vpc", { cidrBlock: "a" }, { cidrBlock: "a" })).to.deep.equal(nothing);
  });

  it("replaces a node group for another launch template, and updates it for another version of it", async () => {
    const before = { launchTemplate: { id: "a", version: "1" } };
    expect(await effect(nodeGroup, before, { launchTemplate: { id: "a", version: unknown } })).to.deep.equal({
      updates: ["launchTemplate.version"],
      replaces: [],
      first: false,
    });
    expect((await effect(nodeGroup, before, { launchTemplate: { id: "b", version: "1" } })).replaces).to.deep.equal([
      "launchTemplate.id",
    ]);
  });

  it("replaces a cluster first deleting it, as its name is chosen", async () => {
    const before = { name: "c", roleArn: "a", version: "1.34" };
    expect(await effect(cluster, before, { ...before, roleArn: unknown })).to.deep.equal({
      updates: [],
      replaces: ["roleArn"],
      first: true,
    });
    expect((await effect(cluster, before, { ...before, version: "1.35" })).updates).to.deep.equal(["version"]);
  });

  it("replaces a cluster whose encryption is taken away, but not one that gets it", async () => {
    const encrypted = { name: "c", encryptionConfig: { resources: ["secrets"] } };
    expect((await effect(cluster, encrypted, { name: "c" })).replaces).to.deep.equal(["encryptionConfig"]);
    expect((await effect(cluster, { name: "c" }, encrypted)).replaces).to.deep.equal([]);
  });

  it("replaces a VPC of another tenancy, and keeps an address of another pool of the customer's", async () => {
    const tenancy = (instanceTenancy: string) => ({ cidrBlock: "a", instanceTenancy });
    expect((await effect("aws:ec2/vpc:Vpc", tenancy("default"), tenancy("dedicated"))).replaces).to.deep.equal([
      "instanceTenancy",
    ]);
    const pool = (customerOwnedIpv4Pool: string) => ({ domain: "vpc", customerOwnedIpv4Pool });
    expect(await effect("aws:ec2/eip:Eip", pool("a"), pool("b"))).to.deep.equal({
      updates: ["customerOwnedIpv4Pool"],
      replaces: [],
      first: false,
    });
  });

  it("compares an add-on's associations as a set, and its configuration as it is written", async () => {
    const addon = "aws:eks/addon:Addon";
    const associations = [
      { serviceAccount: "a", roleArn: "r" },
      { serviceAccount: "b", roleArn: "r" },
    ];
    expect(
      await effect(
        addon,
        { podIdentityAssociations: associations },
        { podIdentityAssociations: [...associations].reverse() },
      ),
    ).to.deep.equal(nothing);
    expect(
      await effect(addon, { configurationValues: '{"a":1}' }, { configurationValues: '{ "a": 1 }' }),
    ).to.deep.equal({ updates: ["configurationValues"], replaces: [], first: false });
  });

  it("knows the sets of the other types", async () => {
    const ordered: [string, (list: string[]) => Properties][] = [
      ["aws:ec2/launchTemplate:LaunchTemplate", (list) => ({ securityGroupNames: list, vpcSecurityGroupIds: list })],
      [
        "aws:ec2/natGateway:NatGateway",
        (list) => ({ secondaryAllocationIds: list, secondaryPrivateIpAddresses: list }),
      ],
      ["aws:ec2/routeTable:RouteTable", (list) => ({ propagatingVgws: list, routes: list })],
      [cluster, (list) => ({ encryptionConfig: { resources: list } })],
      [nodeGroup, (list) => ({ remoteAccess: { sourceSecurityGroupIds: list } })],
    ];
    for (const [type, inputs] of ordered) {
      expect(await effect(type, inputs(["a", "b"]), inputs(["b", "a"])), type).to.deep.equal(nothing);
    }
  });

  it("replaces a StatefulSet that keeps another number of revisions", async () => {
    const object = (revisionHistoryLimit: number) => ({ metadata: { name: "s" }, spec: { revisionHistoryLimit } });
    expect((await effect("kubernetes:apps/v1:StatefulSet", object(1), object(2))).replaces).to.deep.equal([
      "spec.revisionHistoryLimit",
    ]);
  });

  it("judges what is added or removed by the fields inside", async () => {
    const api = { name: "c", accessConfig: { authenticationMode: "API" } };
    expect((await effect(cluster, { name: "c" }, api)).replaces).to.deep.equal([]);
    const bootstrap = { name: "c", accessConfig: { bootstrapClusterCreatorAdminPermissions: false } };
    expect((await effect(cluster, { name: "c" }, bootstrap)).replaces).to.deep.equal(["accessConfig"]);
  });

  it("creates the new one first where the provider named the old one", async () => {
    const role = "aws:iam/role:Role";
    expect(await effect(role, { name: "r-0a1b2c3", path: "/" }, { name: "r-1111111", path: "/x" }, "r")).to.include({
      first: false,
    });
    expect(await effect(role, { name: "mine", path: "/" }, { name: "mine", path: "/x" }, "r")).to.include({
      first: true,
    });
  });

  it("deletes an attachment first", async () => {
    const type = "aws:iam/rolePolicyAttachment:RolePolicyAttachment";
    expect(await effect(type, { role: "a", policyArn: "p" }, { role: "b", policyArn: "p" })).to.include({
      first: true,
    });
  });

  it("replaces a regional resource in another region", async () => {
    expect((await effect("aws:ec2/eip:Eip", { region: "a" }, { region: "b" })).replaces).to.deep.equal(["region"]);
  });

  it("replaces a Deployment for another selector, and writes paths as the engine does", async () => {
    const deployment = "kubernetes:apps/v1:Deployment";
    const object = (spec: Properties) => ({ metadata: { name: "d", namespace: "n" }, spec });
    const before = object({
      selector: { matchLabels: { "app.kubernetes.io/name": "a" } },
      containers: [{ image: "a" }],
    });
    const relabelled = object({
      selector: { matchLabels: { "app.kubernetes.io/name": "b" } },
      containers: [{ image: "a" }],
    });
    expect(await effect(deployment, before, relabelled)).to.deep.equal({
      updates: [],
      replaces: ['spec.selector.matchLabels["app.kubernetes.io/name"]'],
      first: true,
    });
    const rolled = object({ ...before.spec, containers: [{ image: "b" }] });
    expect((await effect(deployment, before, rolled)).updates).to.deep.equal(["spec.containers[0].image"]);
  });

  describe("of providers", () => {
    const urn = urnOf("pulumi:providers:kubernetes", "k");
    const config = (server: string) =>
      JSON.stringify({
        "current-context": "x",
        contexts: [{ name: "x", context: { cluster: "y" } }],
        clusters: [{ name: "y", cluster: { server } }],
      });
    const replaces = async (before: Properties, after: Properties) =>
      (await kubernetes.diffConfig(urn, before, after)).getReplacesList();

    it("goes by the cluster's identifier where both have one", async () => {
      const before = { clusterIdentifier: "a", kubeconfig: config("one") };
      expect(await replaces(before, { clusterIdentifier: "a", kubeconfig: config("two") })).to.deep.equal([]);
      expect(await replaces(before, { clusterIdentifier: "a", kubeconfig: unknown })).to.deep.equal([]);
      expect(await replaces(before, { ...before, clusterIdentifier: unknown })).to.deep.equal(["clusterIdentifier"]);
    });

    it("goes by the kubeconfig's server otherwise", async () => {
      expect(await replaces({ kubeconfig: config("one") }, { kubeconfig: config("two") })).to.deep.equal([
        "kubeconfig",
      ]);
      expect(await replaces({ kubeconfig: config("one") }, { kubeconfig: `${config("one")} ` })).to.deep.equal([]);
      expect(await replaces({ kubeconfig: config("one") }, { kubeconfig: unknown })).to.deep.equal(["kubeconfig"]);
    });

    it("never replaces the AWS provider", async () => {
      const response = await aws.diffConfig(urnOf("pulumi:providers:aws", "a"), { region: "a" }, { region: "b" });
      expect(response.getReplacesList()).to.deep.equal([]);
      expect(response.getDiffsList()).to.deep.equal(["region"]);
    });
  });
});
