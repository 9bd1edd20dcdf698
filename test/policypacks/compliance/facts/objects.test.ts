import { expect } from "chai";
import { readCidrs } from "../../../../policypacks/compliance/facts/cidrs";
import { fact } from "../../../../policypacks/compliance/facts/fact";
import { withIgnored } from "../../../../policypacks/compliance/facts/ignored";
import { customerKey } from "../../../../policypacks/compliance/facts/keys";
import { isKubernetes, listedKind, objectsOf } from "../../../../policypacks/compliance/facts/kubernetes";
import { indexStack, type StackResource, stackWithIgnored } from "../../../../policypacks/compliance/facts/stack";
import { noSources, read, type Subject } from "../../../../policypacks/compliance/facts/subject";
import { every, some } from "../../../../policypacks/compliance/facts/ternary";
import { unknown } from "../../../support/samples";

describe("facts: yes, no and unknown", () => {
  it("lets one no, or one yes, decide", () => {
    expect([every([]), every([true]), every([true, "unknown"]), every(["unknown", false])]).to.deep.equal([
      true,
      true,
      "unknown",
      false,
    ]);
    expect([some([]), some([false]), some([false, "unknown"]), some(["unknown", true])]).to.deep.equal([
      false,
      false,
      "unknown",
      true,
    ]);
  });
});

describe("facts: lists of CIDRs", () => {
  it("tells known, unknown and wrong ones apart", () => {
    const at = (value: unknown) => fact({ it: value }).at("it");
    expect(readCidrs([at(undefined)])).to.deep.equal({ unknown: [], wrong: [], known: [] });
    expect(readCidrs([at(["10.0.0.0/8", unknown, "office", 7, null]), at("::/0")])).to.deep.equal({
      unknown: ["it[1]"],
      wrong: ["it[2]", "it[3]"],
      known: ["10.0.0.0/8", "::/0"],
      open: "IPv6",
    });
    expect(readCidrs([at(unknown)])).to.deep.equal({ unknown: ["it"], wrong: [], known: [] });
  });
});

describe("facts: keys", () => {
  const expected = "; expected the ARN of a customer-managed KMS key";
  const judged = (value: unknown, linked = false) => {
    const { verdict, message } = customerKey(fact({ key: value }, () => linked).at("key"));
    return `${verdict}: ${message}`;
  };
  const table: [unknown, string][] = [
    [undefined, `fail: key is not set${expected}`],
    [unknown, `unknown: key cannot be known before deployment${expected}`],
    [7, `fail: key is no key reference${expected}`],
    ["my key", `fail: key is no key reference${expected}`],
    ["alias/aws/ebs", `fail: key names a key that AWS manages${expected}`],
    ["arn:aws:kms:eu-west-1:111122223333:alias/aws/ebs", `fail: key names a key that AWS manages${expected}`],
    ["alias/own", "pass: key names a KMS key"],
    ["arn:aws:kms:eu-west-1:111122223333:key/1", "pass: key names a KMS key"],
    ["12345678-1234-1234-1234-123456789012", "pass: key names a KMS key"],
  ];
  for (const [value, judgement] of table)
    it(`${JSON.stringify(value)}: ${judgement.split(":")[0]}`, () => {
      expect(judged(value)).to.equal(judgement);
    });
  it("passes an unknown one that comes from a key of this stack", () => {
    expect(judged(unknown, true)).to.equal("pass: key comes from a KMS key of this stack");
    expect(judged(undefined, true)).to.equal(`fail: key is not set${expected}`);
  });
});

describe("facts: Kubernetes objects", () => {
  const read = (type: string, props: Record<string, unknown>) => {
    const { objects, unknown } = objectsOf(type, props);
    return [...objects.map((each) => `${each.path}|${each.apiGroup}|${each.apiVersion}|${each.kind}`), ...unknown];
  };

  it("takes API objects alone for objects of Kubernetes", () => {
    const types = ["apps/v1:Deployment", "helm.sh/v3:Release", "yaml/v2:ConfigFile", "kustomize/v2:Directory"];
    expect(types.map((each) => isKubernetes(`kubernetes:${each}`))).to.deep.equal([true, false, false, false]);
    expect(isKubernetes("aws:ec2/subnet:Subnet")).to.equal(false);
    expect(objectsOf("aws:ec2/subnet:Subnet", {})).to.deep.equal({ objects: [], unknown: [] });
  });

  it("reads group, version and kind from the properties, or else from the token", () => {
    expect(read("kubernetes:core/v1:Pod", {})).to.deep.equal(["||v1|Pod"]);
    expect(read("kubernetes:apps/v1:DeploymentPatch", {})).to.deep.equal(["|apps|apps/v1|Deployment"]);
    expect(read("kubernetes:apps/v1:Deployment", { kind: "", apiVersion: unknown })).to.deep.equal([
      "|apps|apps/v1|Deployment",
    ]);
    expect(read("kubernetes:apps/v1:Deployment", { kind: "Job", apiVersion: "batch/v1" })).to.deep.equal([
      "|batch|batch/v1|Job",
    ]);
    expect(objectsOf("kubernetes:core/v1:Pod", { spec: {} }).objects[0]!.object).to.deep.equal({
      spec: {},
      apiVersion: "v1",
      kind: "Pod",
    });
  });

  it("reads lists, and says which of their items are not known", () => {
    expect(read("kubernetes:core/v1:List", { items: undefined })).to.deep.equal([]);
    expect(read("kubernetes:core/v1:List", { items: null })).to.deep.equal([]);
    expect(read("kubernetes:core/v1:List", { items: unknown })).to.deep.equal(["items"]);
    expect(read("kubernetes:core/v1:List", { items: [{ apiVersion: "v1", kind: "Pod" }, unknown] })).to.deep.equal([
      "items[0]||v1|Pod",
      "items[1]",
    ]);
    expect(read("kubernetes:core/v1:List", { items: [{}, { kind: unknown }, { apiVersion: unknown }] })).to.deep.equal([
      "items[0]||v1|",
      "items[1]",
      "items[2]",
    ]);
    expect(read("kubernetes:apps/v1:DeploymentList", { items: [{}, { kind: unknown }] })).to.deep.equal([
      "items[0]|apps|apps/v1|Deployment",
      "items[1]|apps|apps/v1|Deployment",
    ]);
    expect(read("kubernetes:apps/v1:DeploymentList", {})).to.deep.equal(["|apps|apps/v1|DeploymentList"]);
    expect(read("kubernetes:core/v1:List", { items: [{ kind: "List", items: [unknown] }] })).to.deep.equal([
      "items[0].items[0]",
    ]);
  });

  it("tells of which kind a list's items are", () => {
    expect(["apps/v1:DeploymentList", "core/v1:List", "core/v1:Pod"].map((each) => listedKind(`kubernetes:${each}`)))
      // A pod is no list.
      .to.deep.equal(["Deployment", "", undefined]);
  });
});

const bare: Subject = {
  urn: "urn:a",
  type: "aws:eks/cluster:Cluster",
  name: "a",
  props: {},
  outputs: {},
  ignoreChanges: [],
  sources: noSources,
};

describe("facts: links", () => {
  const key = "aws:kms/key:Key";
  const state = (types: string[], foreign = false) => {
    const sources = () => ({ subjects: types.map((type) => ({ ...bare, type })), foreign });
    return read({ ...bare, props: { key: unknown }, sources })
      .at("key")
      .from(key).state;
  };

  it("links to a resource of the type, whatever components and relatives stand beside it", () => {
    expect(state([key])).to.equal("linked");
    expect(state([key, "aws:kms/alias:Alias"])).to.equal("linked");
    expect(state([key, "rampart:index:CompliantCluster", "pulumi:pulumi:Stack"])).to.equal("linked");
  });

  it("does not link to anything else", () => {
    expect(state([])).to.equal("unknown");
    expect(state(["aws:kms/alias:Alias"])).to.equal("unknown");
    expect(state([key, "aws:ssm/parameter:Parameter"])).to.equal("unknown");
    expect(state([key], true)).to.equal("unknown");
    const template = "aws:ec2/launchTemplate:LaunchTemplate";
    const sources = () => ({
      subjects: [template, "aws:ec2/instance:Instance"].map((type) => ({ ...bare, type })),
      foreign: false,
    });
    expect(
      read({ ...bare, props: { id: unknown }, sources })
        .at("id")
        .from(template).state,
    ).to.equal("unknown");
  });
});

describe("facts: what a deployment ignores", () => {
  const props = () => ({ a: { b: [{ c: 1, d: 2 }, { c: 3 }], "x.y": 4 }, e: 5 });
  const ignoring = (...ignoreChanges: string[]) => withIgnored({ ...bare, props: props(), ignoreChanges })!.props;
  const whole = props();

  it("hides the end of each path, and nothing beside it", () => {
    expect(withIgnored(bare)).to.equal(undefined);
    expect(ignoring("e")).to.deep.equal({ ...whole, e: unknown });
    expect(ignoring("a.b[0].c", "e")).to.deep.equal({
      a: { ...whole.a, b: [{ c: unknown, d: 2 }, { c: 3 }] },
      e: unknown,
    });
    expect(ignoring("a.b[1].c")).to.deep.equal({ ...whole, a: { ...whole.a, b: [{ c: 1, d: 2 }, { c: unknown }] } });
    expect(ignoring("a.b[*].c")).to.deep.equal({
      ...whole,
      a: { ...whole.a, b: [{ c: unknown, d: 2 }, { c: unknown }] },
    });
    expect(ignoring('a["x.y"]')).to.deep.equal({ ...whole, a: { ...whole.a, "x.y": unknown } });
    expect(ignoring("a.*")).to.deep.equal({ ...whole, a: { b: unknown, "x.y": unknown } });
  });

  it("hides the first thing on the path that is not there", () => {
    expect(ignoring("a.b[2].c")).to.deep.equal({ ...whole, a: { ...whole.a, b: unknown } });
    expect(ignoring("e.f")).to.deep.equal({ ...whole, e: unknown });
    expect(ignoring("f")).to.deep.equal({ ...whole, f: unknown });
  });

  it("hides everything, what is not set as well", () => {
    const hidden = ignoring("*");
    expect(Object.keys(hidden)).to.deep.equal(["a", "e"]);
    expect([fact(hidden).at("a").state, fact(hidden).at("other").state]).to.deep.equal(["unknown", "unknown"]);
    expect({ ...hidden }).to.deep.equal({ a: unknown, e: unknown });
  });

  it("forgets where what it hides comes from, and nothing else", () => {
    const sources = () => ({ subjects: [bare], foreign: true });
    const from = (ignored: string, property: string) =>
      withIgnored({ ...bare, ignoreChanges: [ignored], sources })!.sources(property).foreign;
    expect([from("a.b", "a"), from("a.b", "e"), from("*", "e")]).to.deep.equal([false, true, false]);
  });
});

describe("facts: the stack", () => {
  const resource = (name: string, more: Partial<StackResource> = {}): StackResource => ({
    type: "aws:kms/key:Key",
    name,
    urn: `urn:${name}`,
    props: { id: name },
    opts: { ignoreChanges: [] },
    propertyDependencies: {},
    ...more,
  });
  const child = resource("child", {
    parent: { urn: "urn:a" },
    provider: { urn: "urn:provider" },
    propertyDependencies: { key: [{ urn: "urn:a" }, { urn: "urn:elsewhere" }], id: [{ urn: "urn:a" }] },
  });
  const nobody = { inputs: () => undefined, sourceCount: () => undefined };

  it("indexes by type, and keeps parents and providers", () => {
    const stack = indexStack([resource("a"), child, resource("other", { type: "aws:ec2/subnet:Subnet" })], nobody);
    expect(stack.ofType("aws:kms/key:Key").map(({ name }) => name)).to.deep.equal(["a", "child"]);
    expect(stack.ofType("aws:none")).to.deep.equal([]);
    const [first, second] = stack.subjects;
    expect(first).not.to.have.any.keys("parent", "provider");
    expect(second).to.include({ parent: "urn:a", provider: "urn:provider" });
    expect(first!.props).to.deep.equal({ id: "a" });
  });

  it("judges inputs where they are known", () => {
    const { subjects } = indexStack([child], { ...nobody, inputs: () => ({ id: "in" }) });
    expect([subjects[0]!.props, subjects[0]!.outputs]).to.deep.equal([{ id: "in" }, { id: "child" }]);
  });

  it("counts sources that are not of the stack", () => {
    const sourcesOf = (property: string, count?: number) =>
      indexStack([resource("a"), child], { ...nobody, sourceCount: () => count }).subjects[1]!.sources(property);
    expect([sourcesOf("key").foreign, sourcesOf("id").foreign, sourcesOf("none").foreign]).to.deep.equal([
      true,
      false,
      false,
    ]);
    expect([sourcesOf("id", 1).foreign, sourcesOf("id", 2).foreign]).to.deep.equal([false, true]);
    expect(sourcesOf("id").subjects.map(({ urn }) => urn)).to.deep.equal(["urn:a"]);
  });

  it("is as it may be after a deployment, its sources as well", () => {
    expect(stackWithIgnored(indexStack([resource("a"), child], nobody))).to.equal(undefined);
    const ignoring = indexStack([resource("a", { opts: { ignoreChanges: ["id"] } }), child], nobody);
    const [first, second] = stackWithIgnored(ignoring)!.subjects;
    expect([first!.props, second!.props]).to.deep.equal([{ id: unknown }, { id: "child" }]);
    expect(second!.sources("id").subjects[0]!.props).to.deep.equal({ id: unknown });
    expect(second!.sources("key").foreign).to.equal(true);
  });
});
