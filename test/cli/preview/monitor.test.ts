import { expect } from "chai";
import { Alias } from "@pulumi/pulumi/proto/alias_pb";
import * as messages from "@pulumi/pulumi/proto/resource_pb";
import { createMonitor, type MonitorOptions } from "../../../cli/preview/monitor";
import type { Registration } from "../../../cli/preview/types";
import { asSecret, fromStruct, type Properties, toStruct, unknown } from "../../../cli/preview/wire";

const base: MonitorOptions = { project: "p", stack: "s", invoke: () => ({}) };
const stackUrn = "urn:pulumi:s::p::pulumi:pulumi:Stack::p-s";

function resource(type: string, name: string, inputs: Properties = {}, parent = stackUrn) {
  const request = new messages.RegisterResourceRequest();
  request.setType(type);
  request.setName(name);
  request.setParent(parent);
  request.setCustom(true);
  request.setObject(toStruct(inputs));
  return request;
}

function hook(name: string) {
  const request = new messages.RegisterResourceHookRequest();
  request.setName(name);
  return request;
}

async function refusal(answer: unknown): Promise<string> {
  return Promise.resolve(answer).then(
    () => "not refused",
    (error: unknown) => (error instanceof Error ? error.message : String(error)),
  );
}

describe("preview monitor", () => {
  it("says that it can do every feature that Pulumi asks for", async () => {
    const request = new messages.SupportsFeatureRequest();
    request.setId("transforms");
    const answer = await createMonitor(base).handlers.supportsFeature(request);
    expect(answer.getHassupport()).to.equal(true);
  });

  it("echoes inputs, adds what is computed as unknown, and wraps what is secret", async () => {
    const monitor = createMonitor(base);
    const request = resource("aws:eks/cluster:Cluster", "c", {
      vpcConfig: { subnetIds: ["a"] },
      roleArn: asSecret("r"),
    });
    request.setAdditionalsecretoutputsList(["certificateAuthority"]);
    const answer = await monitor.handlers.registerResource(request);
    expect(answer.getUrn()).to.equal("urn:pulumi:s::p::aws:eks/cluster:Cluster::c");
    expect(answer.getId()).to.equal("");
    const outputs = fromStruct(answer.getObject());
    expect(outputs["roleArn"]).to.deep.equal(asSecret("r"));
    expect(outputs["endpoint"]).to.equal(unknown);
    expect(outputs["certificateAuthority"]).to.deep.equal(asSecret(unknown));
    expect(outputs["vpcConfig"]).to.deep.equal({ subnetIds: ["a"], clusterSecurityGroupId: unknown, vpcId: unknown });
    const cluster = monitor.registrations().find(({ name }) => name === "c");
    expect(cluster?.inputs).to.deep.equal({ vpcConfig: { subnetIds: ["a"] }, roleArn: asSecret("r") });
  });

  it("knows no output of what an unconfigured provider makes or reads", async () => {
    const monitor = createMonitor(base);
    const provider = await monitor.handlers.registerResource(
      resource("pulumi:providers:kubernetes", "cluster", { kubeconfig: { server: [unknown] } }),
    );
    const configured = await monitor.handlers.registerResource(
      resource("pulumi:providers:kubernetes", "other", { kubeconfig: "known" }),
    );
    const made = async (name: string, by: string) => {
      const request = resource("kubernetes:core/v1:Namespace", name, { metadata: { name } });
      request.setProvider(`${by}::${unknown}`);
      return fromStruct((await monitor.handlers.registerResource(request)).getObject());
    };
    expect(await made("a", provider.getUrn())).to.deep.equal({ id: unknown });
    expect(await made("b", configured.getUrn())).to.deep.equal({ metadata: { name: "b" }, id: unknown });
    const read = new messages.ReadResourceRequest();
    read.setType("kubernetes:core/v1:Namespace");
    read.setName("c");
    read.setId("c");
    read.setProperties(toStruct({ metadata: { name: "c" } }));
    read.setProvider(`${provider.getUrn()}::${unknown}`);
    expect(fromStruct((await monitor.handlers.readResource(read)).getProperties())).to.deep.equal({ id: "c" });
  });

  it("answers nothing through a provider that is not configured", async () => {
    const monitor = createMonitor({ ...base, invoke: () => ({ accountId: "111122223333" }) });
    const provider = await monitor.handlers.registerResource(
      resource("pulumi:providers:aws", "later", { profile: unknown }),
    );
    const ask = async (by: string) => {
      const request = new messages.ResourceInvokeRequest();
      request.setTok("aws:index/getCallerIdentity:getCallerIdentity");
      request.setProvider(by);
      return fromStruct((await monitor.handlers.invoke(request)).getReturn());
    };
    expect(await ask(`${provider.getUrn()}::${unknown}`)).to.deep.equal({});
    expect(await ask("")).to.deep.equal({ accountId: "111122223333" });
  });

  it("hands on from parent to child what the engine hands on, and leaves what the child says", async () => {
    const monitor = createMonitor(base);
    const parent = resource("aws:s3/bucket:Bucket", "parent");
    parent.setProtect(true);
    parent.setRetainondelete(true);
    parent.setDeletedwith("urn:other");
    const urn = (await monitor.handlers.registerResource(parent)).getUrn();
    await monitor.handlers.registerResource(resource("aws:s3/bucketPolicy:BucketPolicy", "silent", {}, urn));
    const outspoken = resource("aws:s3/bucketPolicy:BucketPolicy", "outspoken", {}, urn);
    outspoken.setProtect(false);
    outspoken.setRetainondelete(false);
    outspoken.setDeletedwith("urn:mine");
    await monitor.handlers.registerResource(outspoken);
    const optionsOf = (name: string) => monitor.registrations().find((each) => each.name === name)?.options;
    expect(optionsOf("silent")).to.include({ protect: true, retainOnDelete: true, deletedWith: "urn:other" });
    expect(optionsOf("outspoken")).to.include({ protect: false, retainOnDelete: false, deletedWith: "urn:mine" });
  });

  it("names resources by the types of their parents, without the stack", async () => {
    const monitor = createMonitor(base);
    const outer = await monitor.handlers.registerResource(resource("x:index:Outer", "o"));
    const inner = await monitor.handlers.registerResource(resource("x:index:Inner", "i", {}, outer.getUrn()));
    const leaf = await monitor.handlers.registerResource(resource("aws:kms/key:Key", "k::1", {}, inner.getUrn()));
    expect(leaf.getUrn()).to.equal("urn:pulumi:s::p::x:index:Outer$x:index:Inner$aws:kms/key:Key::k::1");
  });

  it("refuses a second resource of the same URN, and remembers why", async () => {
    const monitor = createMonitor(base);
    await monitor.handlers.registerResource(resource("aws:kms/key:Key", "k"));
    const said = await refusal(monitor.handlers.registerResource(resource("aws:kms/key:Key", "k")));
    expect(said).to.equal(
      'two resources are called "k" (urn:pulumi:s::p::aws:kms/key:Key::k): give one of them another name',
    );
    expect(monitor.refusals).to.deep.equal([said]);
  });

  it("makes the default provider once per package and version, with the package's settings", async () => {
    const seen: Registration[] = [];
    const config = { "aws:region": "eu-west-1", "p:other": "x" };
    const monitor = createMonitor({ ...base, config, registered: (each) => seen.push(each) });
    for (const name of ["a", "b"]) {
      const request = resource("aws:kms/key:Key", name);
      request.setVersion("7.48.0");
      await monitor.handlers.registerResource(request);
    }
    const urn = "urn:pulumi:s::p::pulumi:providers:aws::default_7_48_0";
    expect(seen.map((each) => each.name)).to.deep.equal(["default_7_48_0", "a", "b"]);
    expect(seen[0]).to.deep.include({ urn, inputs: { region: "eu-west-1", version: "7.48.0" }, provider: "" });
    expect(seen[1]?.provider).to.equal(`${urn}::${unknown}`);
  });

  it("keeps the provider that a resource names", async () => {
    const monitor = createMonitor(base);
    const request = resource("aws:kms/key:Key", "k");
    request.setProvider("urn:x::id");
    await monitor.handlers.registerResource(request);
    expect(monitor.registrations().map((each) => each.provider)).to.deep.equal(["urn:x::id"]);
  });

  it("reads every option of a request", async () => {
    const monitor = createMonitor(base);
    const request = resource("aws:kms/key:Key", "k");
    request.setProtect(true);
    request.setIgnorechangesList(["tags"]);
    request.setReplaceonchangesList(["policy"]);
    request.setDeletebeforereplace(true);
    request.setDeletebeforereplacedefined(true);
    request.setDeletedwith("urn:other");
    request.setRetainondelete(false);
    request.setImportid("key-1");
    request.setVersion("7.48.0");
    const alias = new Alias();
    const spec = new Alias.Spec();
    spec.setName("old");
    alias.setSpec(spec);
    request.setAliasesList([alias]);
    const timeouts = new messages.RegisterResourceRequest.CustomTimeouts();
    timeouts.setCreate("30m");
    request.setCustomtimeouts(timeouts);
    await monitor.handlers.registerResource(request);
    expect(monitor.registrations().find(({ name }) => name === "k")?.options).to.deep.equal({
      protect: true,
      ignoreChanges: ["tags"],
      replaceOnChanges: ["policy"],
      deleteBeforeReplace: true,
      deletedWith: "urn:other",
      retainOnDelete: false,
      importId: "key-1",
      version: "7.48.0",
      aliases: ["urn:pulumi:s::p::aws:kms/key:Key::old"],
      customTimeouts: { create: "30m" },
      additionalSecretOutputs: [],
    });
  });

  it("takes the outputs of components and of the stack", async () => {
    const monitor = createMonitor(base);
    const stack = resource("pulumi:pulumi:Stack", "p-s", {}, "");
    stack.setCustom(false);
    await monitor.handlers.registerResource(stack);
    expect(monitor.outputs()).to.equal(undefined);
    const request = new messages.RegisterResourceOutputsRequest();
    request.setUrn(stackUrn);
    request.setOutputs(toStruct({ name: "n" }));
    await monitor.handlers.registerResourceOutputs(request);
    expect(monitor.outputs()).to.deep.equal({ name: "n" });
    request.setUrn("urn:nobody");
    expect(await refusal(monitor.handlers.registerResourceOutputs(request))).to.contain("urn:nobody");
  });

  it("reads what exists: known are the id and what the program says", async () => {
    const monitor = createMonitor(base);
    const request = new messages.ReadResourceRequest();
    request.setType("aws:ec2/vpc:Vpc");
    request.setName("v");
    request.setId("vpc-1");
    request.setParent(stackUrn);
    const answer = await monitor.handlers.readResource(request);
    expect(fromStruct(answer.getProperties())).to.include({ id: "vpc-1", arn: unknown });
    expect(monitor.registrations().find(({ name }) => name === "v")?.external).to.equal(true);
  });

  it("answers invokes with secrets unwrapped, and getResource from what is registered", async () => {
    const asked: unknown[] = [];
    const monitor = createMonitor({ ...base, invoke: (token, args) => (asked.push([token, args]), { answer: 42 }) });
    const request = new messages.ResourceInvokeRequest();
    request.setTok("aws:x:y");
    request.setArgs(toStruct({ a: asSecret("b") }));
    const answer = await monitor.handlers.invoke(request);
    expect(fromStruct(answer.getReturn())).to.deep.equal({ answer: 42 });
    expect(asked).to.deep.equal([["aws:x:y", { a: "b" }]]);

    const { urn } = (await monitor.handlers.registerResource(resource("aws:kms/key:Key", "k", { a: 1 }))).toObject();
    request.setTok("pulumi:pulumi:getResource");
    request.setArgs(toStruct({ urn }));
    const found = fromStruct((await monitor.handlers.invoke(request)).getReturn());
    expect(found).to.deep.include({ urn, id: unknown });
    expect(found["state"]).to.include({ a: 1, arn: unknown });
    request.setArgs(toStruct({ urn: "urn:none" }));
    expect(await refusal(monitor.handlers.invoke(request))).to.contain("urn:none");
  });

  it("refuses a second hook of one name, as the engine does", async () => {
    const { handlers } = createMonitor(base);
    await handlers.registerResourceHook(hook("first"));
    await handlers.registerResourceHook(hook("second"));
    expect(await refusal((async () => handlers.registerResourceHook(hook("first")))())).to.equal(
      'two resource hooks are called "first": give one of them another name',
    );
  });

  it("refuses methods, and accepts packages, hooks and the end", async () => {
    const { handlers } = createMonitor(base);
    const call = new messages.ResourceCallRequest();
    call.setTok("eks:index:Cluster/getKubeconfig");
    expect(await refusal(handlers.call(call))).to.contain("eks:index:Cluster/getKubeconfig");
    const request = new messages.RegisterPackageRequest();
    request.setName("terraform");
    request.setVersion("1.0.0");
    expect((await handlers.registerPackage(request)).getRef()).to.equal("terraform@1.0.0");
    expect((await handlers.registerResourceHook(hook("any"))).serializeBinary()).to.have.length(0);
    for (const rpc of ["registerErrorHook", "signalAndWaitForShutdown"] as const) {
      expect((await handlers[rpc]()).serializeBinary(), rpc).to.have.length(0);
    }
  });

  it("marks components of other packages as remote", async () => {
    const monitor = createMonitor(base);
    const request = resource("kubernetes:helm.sh/v4:Chart", "crds", {});
    request.setCustom(false);
    request.setRemote(true);
    await monitor.handlers.registerResource(request);
    expect(monitor.registrations()[0]).to.deep.include({ remote: true, custom: false });
  });
});
