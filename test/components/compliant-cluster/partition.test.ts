import { expect } from "chai";
import type { Recording } from "../../support/recorder";
import { policyOf, recordCluster } from "../recorded";

/** Every text in what was registered, with the resource that it is in. */
function textsOf(recording: Recording): string[] {
  const collect = (value: unknown): string[] => {
    if (typeof value === "string") return [value];
    if (typeof value !== "object" || value === null) return [];
    return Object.values(value).flatMap(collect);
  };
  return recording.registrations.flatMap(({ inputs }) => collect(inputs));
}

describe("partitions", () => {
  for (const [region, partition, suffix] of [
    ["us-gov-west-1", "aws-us-gov", "amazonaws.com"],
    ["cn-north-1", "aws-cn", "amazonaws.com.cn"],
    ["eu-central-1", "aws", "amazonaws.com"],
  ] as const) {
    it(`${region}: every ARN is of ${partition}`, async () => {
      const recording = await recordCluster(
        {
          region,
          // Data of these regimes may not lie there without a ground.
          regimes: ["pci-dss", "hipaa", "iso-27001"],
          access: { viewers: [`arn:${partition}:iam::444455556666:role/auditor`] },
        },
        { region },
      );
      const arns = textsOf(recording).flatMap((text) => text.match(/arn:[a-z-]+:/g) ?? []);
      expect(arns.length).to.be.greaterThan(15);
      expect([...new Set(arns)]).to.deep.equal([`arn:${partition}:`]);
      const logs = policyOf(recording.one("aws:kms/key:Key", "main-logs").inputs["policy"]);
      expect(logs.Statement[1]).to.have.nested.property("Principal.Service", `logs.${region}.${suffix}`);
    });
  }
});
