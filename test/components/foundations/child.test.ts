import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import { child } from "../../../components/foundations/child";
import { record } from "../../support/recorder";
import { dependenciesOf } from "../recorded";

class Sample extends pulumi.ComponentResource {
  constructor(name: string, opts: pulumi.ComponentResourceOptions, extra?: pulumi.CustomResourceOptions) {
    super("test:index:Sample", name, {}, opts);
    new aws.sns.Topic(`${name}-child`, {}, child(this, opts, extra));
  }
}

function topic(name: string): aws.sns.Topic {
  return new aws.sns.Topic(name);
}

async function recordChild(program: () => unknown) {
  return (await record(program)).one("aws:sns/topic:Topic", "sample-child");
}

describe("foundations/child", () => {
  it("hands a single, a listed, a late and an added dependency to the child", async () => {
    const single = await recordChild(() => new Sample("sample", { dependsOn: topic("a") }));
    const listed = await recordChild(
      () => new Sample("sample", { dependsOn: [topic("a")] }, { dependsOn: topic("b") }),
    );
    const late = await recordChild(
      () => new Sample("sample", { dependsOn: pulumi.output([topic("a")]) }, { dependsOn: [topic("b")] }),
    );
    expect(dependenciesOf(single)).to.deep.equal(["aws:sns/topic:Topic::a"]);
    expect(dependenciesOf(listed)).to.deep.equal(["aws:sns/topic:Topic::a", "aws:sns/topic:Topic::b"]);
    expect(dependenciesOf(late)).to.deep.equal(dependenciesOf(listed));
  });

  it("hands on deletedWith and the provider, unless the child has its own", async () => {
    const inherited = await recordChild(() => {
      const provider = new aws.Provider("own", { region: "eu-west-1" });
      return new Sample("sample", { deletedWith: topic("a"), provider });
    });
    expect(inherited.options.deletedWith).to.match(/Topic::a$/);
    expect(inherited.provider).to.match(/pulumi:providers:aws::own::/);
    const own = await recordChild(
      () => new Sample("sample", { deletedWith: topic("a") }, { deletedWith: topic("b"), protect: true }),
    );
    expect(own.options.deletedWith).to.match(/Topic::b$/);
    expect(own.options.protect).to.equal(true);
  });

  it("makes the component the parent", async () => {
    expect((await recordChild(() => new Sample("sample", {}))).parent).to.match(/test:index:Sample::sample$/);
  });
});
