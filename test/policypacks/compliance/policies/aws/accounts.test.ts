import { expect } from "chai";
import { type Sample, samples, unknown } from "../../../../support/samples";
import { cases } from "../../cases";
import { run } from "../../harness";

const provider = (props: Record<string, unknown>, name = "main"): Sample => ({
  type: "pulumi:providers:aws",
  name,
  props: { allowedAccountIds: '["111122223333"]', ...props },
});
const accounts = (allowedAccountIds: unknown) => [provider({ allowedAccountIds })];
const tagged = (environment: unknown, more: Partial<Sample> = {}): Sample => ({
  type: "aws:sqs/queue:Queue",
  name: "orders",
  props: { tags: { environment } },
  ...more,
});

describe("ENV-01 the environment's own account", () => {
  cases("ENV-01", [
    ["one account, as JSON text", accounts('["111122223333"]'), "pass"],
    ["two accounts, as a list", accounts(["111122223333", "444455556666"]), "pass"],
    ["no list", accounts(undefined), "fail", "allowedAccountIds names no account"],
    ["null", accounts(null), "fail", "allowedAccountIds names no account"],
    ["an empty list", accounts("[]"), "fail", "allowedAccountIds names no account"],
    ["an empty text", accounts(""), "fail", "wrong type"],
    ["one id, and no list", accounts("111122223333"), "fail", "wrong type"],
    ["a number", accounts("[111122223333]"), "fail", "holds no id of an account"],
    ["what is no id", accounts([""]), "fail", "holds no id of an account"],
    ["an unknown list", accounts(unknown), "unknown"],
    ["a list with an unknown id", accounts([unknown]), "unknown"],
    ["a list with one known and one unknown id", accounts(["111122223333", unknown]), "pass"],
    ["one provider of two", [provider({}), provider({ allowedAccountIds: undefined }, "copies")], "fail"],
    ["its own environment by default", [provider({ defaultTags: { tags: { environment: "dev" } } })], "pass"],
    [
      "another one by default",
      [provider({ defaultTags: '{"tags":{"environment":"prod"}}' })],
      "fail",
      "defaultTags.tags",
    ],
    ["unknown tags by default", [provider({ defaultTags: unknown })], "unknown"],
    ["an unknown environment by default", [provider({ defaultTags: { tags: { environment: unknown } } })], "unknown"],
    ["a resource of it", [provider({}), tagged("dev")], "pass"],
    ["a resource of another", [provider({}), tagged("prod")], "fail", "tags.environment"],
    ["a resource of another, and no provider", [tagged("prod")], "fail", "tags.environment"],
    ["a resource of an unknown one", [provider({}), tagged(unknown)], "unknown"],
    ["a resource with unknown tags", [provider({}), tagged("dev", { props: { tags: unknown } })], "unknown"],
    ["a resource whose tags are ignored", [provider({}), tagged("dev", { ignoreChanges: ["tags"] })], "unknown"],
    ["a tag that is no text", [provider({}), tagged(7)], "fail"],
    [
      "tags as a list, which is another type's spelling",
      [provider({}), tagged("dev", { props: { tags: [] } })],
      "pass",
    ],
    ["a label of Kubernetes", [samples.namespace()], "not-applicable"],
  ]);

  it("tells of providers, and of resources only what is wrong", async () => {
    const { evidence } = await run([provider({}), tagged("dev"), { ...tagged("prod"), name: "copies" }]);
    const found = evidence.findings.filter(({ control }) => control === "ENV-01");
    expect(found.map(({ resource, verdict }) => `${resource!.split("::").at(-1)!} ${verdict}`)).to.deep.equal([
      "copies fail",
      "main pass",
    ]);
  });

  it("shows no id of an account, and no value of a tag", async () => {
    const stack = [provider({ allowedAccountIds: "hunter2" }), tagged("hunter2")];
    expect(JSON.stringify((await run(stack)).evidence)).not.to.contain("hunter2");
  });
});
