import * as pulumi from "@pulumi/pulumi";
import * as kubernetes from "@pulumi/kubernetes";
import { expect } from "chai";
import { posture } from "../../../../catalogue";
import {
  createRegistry,
  pullThroughStatements,
  creatorStatements,
  type RegistryArgs,
  resolveRegistry,
} from "../../../../components/cluster/registry";
import { policyDocument, reason } from "../../../../components/aws";
import { recordPart } from "../../part";
import { dependenciesOf, policyOf } from "../../recorded";

const own = "123456789012.dkr.ecr.eu-central-1.amazonaws.com";

/** What a pod would be told to pull, and what it waits for. */
async function pulled(args: RegistryArgs, image: string) {
  const recording = await recordPart((context) => {
    const asked = { name: "main", posture: posture([]), region: "eu-central-1" };
    const key = { arn: pulumi.output("arn") };
    const registry = createRegistry(context, resolveRegistry(args, asked, []), { key });
    const provider = new kubernetes.Provider("cluster", { kubeconfig: "{}" });
    new kubernetes.core.v1.ConfigMap(
      "pod",
      { metadata: { name: "pod" }, data: { image: registry.cachedImage(image), url: registry.url } },
      { provider },
    );
  });
  const pod = recording.one("kubernetes:core/v1:ConfigMap");
  return { ...(pod.inputs["data"] as { image: string; url: string }), waitsFor: dependenciesOf(pod) };
}

describe("cluster/registry, for others", () => {
  it("names an image by its cache, once that cache is there", async () => {
    expect(await pulled({}, "quay.io/tigera/operator:v1.40.0")).to.deep.equal({
      image: `${own}/main/quay/tigera/operator:v1.40.0`,
      url: own,
      waitsFor: ["aws:ecr/pullThroughCacheRule:PullThroughCacheRule::main-quay"],
    });
  });

  it("leaves an image that no cache covers as it is, and lets it wait for nothing", async () => {
    for (const [args, image] of [
      [{}, "nginx:1.29"],
      [{}, "mcr.microsoft.com/x:1"],
      [{ pullThroughCaches: {} }, "quay.io/a/b:1"],
      [{ mode: "inherited", vouchedBy: "platform team" }, "quay.io/a/b:1"],
    ] as const) {
      expect(await pulled(args, image)).to.deep.equal({ image, url: own, waitsFor: [] });
    }
  });

  it("takes the caches of an existing registry by the prefixes that it is told", async () => {
    const url = "444455556666.dkr.ecr.eu-central-1.amazonaws.com";
    const args = { mode: "existing", url, cachePrefixes: { "docker-hub": "hub" } } as const;
    expect(await pulled(args, "nginx:1.29")).to.deep.equal({
      image: `${url}/hub/library/nginx:1.29`,
      url,
      waitsFor: [],
    });
    expect((await pulled(args, "quay.io/a/b:1")).image).to.equal("quay.io/a/b:1");
  });

  const china = {
    partition: pulumi.output("aws-cn"),
    dnsSuffix: pulumi.output("amazonaws.com.cn"),
    region: pulumi.output("cn-north-1"),
    account: pulumi.output("123456789012"),
  };
  const rendered = (...statements: Parameters<typeof policyDocument>) =>
    new Promise((resolve) => void policyDocument(...statements).apply((text) => resolve(policyOf(text).Statement)));

  it("lets nodes fill the caches, and nothing beside them", async () => {
    expect(pullThroughStatements(china, [])).to.deep.equal([]);
    expect(await rendered(...pullThroughStatements(china, ["main/k8s", "main/quay"]))).to.deep.equal([
      {
        Effect: "Allow",
        Action: ["ecr:CreateRepository", "ecr:BatchImportUpstreamImage"],
        Resource: ["k8s", "quay"].map((each) => `arn:aws-cn:ecr:cn-north-1:123456789012:repository/main/${each}/*`),
      },
    ]);
  });

  it("gives a reason of its own for each wildcard", () => {
    const wide = [...pullThroughStatements(china, ["main/k8s"]), ...creatorStatements(china, ["main/k8s"], "KEY")];
    const reasons = wide.map((each) => each[reason]).filter((text) => text !== undefined);
    expect(reasons).to.have.length(2);
    expect(new Set(reasons).size).to.equal(2);
  });
});
