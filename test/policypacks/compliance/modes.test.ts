import { expect } from "chai";
import { CompliantCluster } from "../../../index";
import { modes } from "../../components/compliant-cluster/modes";
import { run } from "./harness";
import { samplesOf } from "./recorded-stack";

/** What each mode leaves to others, or has nothing of, beside TLS-02: none opens a port of the mesh. */
const notApplicable: Record<string, string[]> = {
  "with add-ons that others vouch for": [
    "BCK-01",
    "CFG-01",
    "IMG-01",
    "MON-01",
    "MON-04",
    "RBAC-04",
    "SEC-01",
    "TLS-01",
  ],
};

/**
 * Of every bucket the policy names the bucket's ARN, and with IRSA the condition keys of a trust are named after the issuer:
 * only a deployment knows these.
 */
const untilDeployment = (mode: string) =>
  mode === "with Kyverno, and roles by tokens" ? ["IAM-03", "IAM-04", "TLS-04"] : ["IAM-03", "TLS-04"];

/** Whom alerts reach, and what data there is and whose: nobody else can say it. */
const withoutDefault = {
  alerts: { subscriptions: [{ protocol: "email" as const, endpoint: "security@example.com" }] },
  tags: { "data-classification": "confidential", owner: "platform", scope: "cde" },
};

describe("compliance pack: a cluster in each of its modes", () => {
  for (const [mode, args] of Object.entries(modes)) {
    it(`passes ${mode}`, async () => {
      const stack = await samplesOf(() => void new CompliantCluster("main", { ...args, ...withoutDefault }));
      const { violations, evidence } = await run(stack);
      expect(violations.map(({ message }) => message.split("\n")[0])).to.deep.equal([]);
      const others = evidence.controls.filter(({ verdict }) => verdict !== "pass");
      expect(others.filter(({ verdict }) => verdict !== "not-applicable").map(({ id }) => id)).to.deep.equal(
        untilDeployment(mode),
      );
      // Nothing of a user's is there: no volume of its own, no namespace, no repository.
      const empty = ["ENC-02", "NET-05", "NET-08", "PSS-01", "TLS-02", "TLS-03", "VUL-01"];
      const expected = [...empty, ...(notApplicable[mode] ?? []), ...untilDeployment(mode)];
      expect(others.map(({ id }) => id).filter((id) => !expected.includes(id))).to.deep.equal([]);
    });
  }
});
