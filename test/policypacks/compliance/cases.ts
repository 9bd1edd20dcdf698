import { expect } from "chai";
import { controlById, type Verdict } from "../../../catalogue";
import type { Sample } from "../../support/samples";
import { run } from "./harness";

/** What a case is called, the stack that is judged, the verdict that its control comes to, and what it says. */
export type Case = [title: string, stack: Sample[], verdict: Verdict, message?: string];

/** One test for each case: the verdict of the control, its message, and whether the engine was told. */
export function cases(control: string, table: readonly Case[]): void {
  for (const [title, stack, verdict, message] of table) {
    it(`${title}: ${verdict}`, async () => {
      const { evidence, violations } = await run(stack);
      const about = evidence.findings.filter(
        (each) => each.control === control && !each.policy.startsWith("stack-mandatory/regimes"),
      );
      expect(evidence.controls.find(({ id }) => id === control)!.verdict, JSON.stringify(about)).to.equal(verdict);
      if (message !== undefined) expect(about.map((each) => each.message).join("\n")).to.contain(message);
      const told = violations.filter((each) => each.message.startsWith(`${control} `));
      const allowed = evidence.controls.find(({ id }) => id === control)!.unknownAllowed === true;
      expect(told.length > 0, JSON.stringify(told)).to.equal(
        verdict === "fail" || verdict === "error" || (verdict === "unknown" && !allowed),
      );
      // A preview allows what the deployment judges again, and nothing else by itself.
      if (controlById(control)!.untilDeployment === undefined) expect(allowed).to.equal(false);
      expect(new Set(told.map(({ level }) => level)).size).to.be.lessThan(2);
    });
  }
}
