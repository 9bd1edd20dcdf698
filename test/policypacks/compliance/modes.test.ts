import { expect } from "chai";
import { CompliantCluster } from "../../../index";
import { modes } from "../../components/compliant-cluster/modes";
import { run } from "./harness";
import { samplesOf } from "./recorded-stack";

/** What each mode leaves to others, or has nothing of, beside TLS-02: none opens a port of the mesh. */
const notApplicable: Record<string, string[]> = {
  "with add-ons that others vouch for": ["BCK-01", "MON-01", "MON-04", "RBAC-04", "SEC-01", "TLS-01"],
};

/** With IRSA the condition keys of a trust are named after the issuer, which only a deployment knows. */
const untilDeployment: Record<string, string[]> = { "with Kyverno, and roles by tokens": ["IAM-04"] };

describe("compliance pack: a cluster in each of its modes", () => {
  for (const [mode, args] of Object.entries(modes)) {
    it(`passes ${mode}`, async () => {
      // Whom alerts reach is the one thing that has no default.
      const subscriptions = [{ protocol: "email" as const, endpoint: "security@example.com" }];
      const stack = await samplesOf(() => void new CompliantCluster("main", { ...args, alerts: { subscriptions } }));
      const { violations, evidence } = await run(stack);
      expect(violations.map(({ message }) => message.split("\n")[0])).to.deep.equal([]);
      const others = evidence.controls.filter(({ verdict }) => verdict !== "pass");
      expect(others.filter(({ verdict }) => verdict !== "not-applicable").map(({ id }) => id)).to.deep.equal(
        untilDeployment[mode] ?? [],
      );
      // Nothing of a user's is there: no volume of its own, no namespace, no repository.
      const empty = ["ENC-02", "NET-05", "PSS-01", "TLS-02", "VUL-01"];
      const expected = [...empty, ...(notApplicable[mode] ?? []), ...(untilDeployment[mode] ?? [])];
      expect(others.map(({ id }) => id).filter((id) => !expected.includes(id))).to.deep.equal([]);
    });
  }
});
