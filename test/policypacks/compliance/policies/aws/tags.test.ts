import { expect } from "chai";
import { controlById } from "../../../../../catalogue";
import { type Sample, unknown } from "../../../../support/samples";
import { cases } from "../../cases";
import { run } from "../../harness";

const all = { "data-classification": "confidential", owner: "platform", scope: "cde" };
const holder = (props: Record<string, unknown>, more: Partial<Sample> = {}): Sample => ({
  type: "aws:sqs/queue:Queue",
  name: "orders",
  props,
  ...more,
});
/** A queue of a provider. */
const under = (provider: Record<string, unknown>, tags?: unknown): Sample[] => [
  { type: "pulumi:providers:aws", name: "main", props: provider },
  holder(tags === undefined ? {} : { tags }, { provider: "main" }),
];
const json = (tags: unknown) => ({ defaultTags: JSON.stringify({ tags }) });

describe("TAG-01 tags of what holds data", () => {
  cases("TAG-01", [
    ["all tags", [holder({ tags: all })], "pass"],
    ["no tags", [holder({})], "fail", "the tag owner is not set"],
    ["null for tags", [holder({ tags: null })], "fail"],
    ["one missing", [holder({ tags: { ...all, scope: undefined } })], "fail", "the tag scope is not set"],
    ["one empty", [holder({ tags: { ...all, scope: " " } })], "fail", "the tag scope is empty"],
    ["one that is no text", [holder({ tags: { ...all, scope: 7 } })], "fail", "the tag scope is of the wrong type"],
    ["one unknown", [holder({ tags: { ...all, scope: unknown } })], "unknown"],
    ["tags that are no map", [holder({ tags: "owner" })], "fail"],
    ["tags of the provider, as a map", under({ defaultTags: { tags: all } }), "pass"],
    ["tags of the provider, as JSON text", under(json(all)), "pass"],
    ["half of each", under(json({ owner: "platform", scope: "cde" }), { "data-classification": "public" }), "pass"],
    ["one of its own that is empty over the provider's", under(json(all), { owner: "" }), "fail", "owner is empty"],
    ["one of its own that is unknown over the provider's", under(json(all), { owner: unknown }), "unknown"],
    ["unknown tags over the provider's", under(json(all), unknown), "unknown"],
    ["unknown tags of the provider", under({ defaultTags: unknown }), "unknown"],
    ["unknown tags of the provider beside its own", under({ defaultTags: unknown }, all), "pass"],
    ["a provider's tags that are no JSON", under({ defaultTags: "owner=platform" }), "fail"],
    ["a provider without tags", under({ region: "eu-west-1" }), "fail"],
    ["what AWS gives back, tags of the environment among it", [holder({}, { outputs: { tagsAll: all } })], "pass"],
    ["what is not given back yet", [holder({}, { outputs: { tagsAll: unknown } })], "fail"],
    ["tags that are ignored", [holder({ tags: all }, { ignoreChanges: ["tags"] })], "unknown"],
    ["one tag that is ignored", [holder({ tags: all }, { ignoreChanges: ["tags.owner"] })], "unknown"],
    ["what holds no data", [{ ...holder({}), type: "aws:ec2/vpc:Vpc" }], "not-applicable"],
  ]);

  it("judges every type that the catalogue names", async () => {
    const types = controlById("TAG-01")!.appliesTo;
    expect(types).to.have.length(14);
    for (const type of types) {
      const { finding } = await run([{ ...holder({}), type }]);
      expect(finding("TAG-01").verdict, type).to.equal("fail");
    }
  });

  it("shows no value of a tag", async () => {
    const { evidence } = await run([holder({ tags: { ...all, owner: "hunter2" } })]);
    expect(JSON.stringify(evidence)).not.to.contain("hunter2");
  });
});
