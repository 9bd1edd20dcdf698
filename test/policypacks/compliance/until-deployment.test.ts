import { expect } from "chai";
import { accountProvider, inAccount, irsaStatement } from "../../support/account-samples";
import { broken, type Sample, samples, unknown } from "../../support/samples";
import { run, type RunOptions } from "./harness";

const permissions = broken(samples.rolePolicy(), "policy", unknown);
const trust = broken(samples.role(), "assumeRolePolicy", unknown);
const ignoring = (sample: Sample, ...ignoreChanges: string[]): Sample => ({ ...sample, ignoreChanges });

/** The verdict of IAM-03, whether it may stay so, and whether the engine was told. */
async function judged(stack: Sample[], options?: RunOptions) {
  const { evidence, violations } = await run(stack, options);
  return ["IAM-03", "IAM-04"]
    .map((control) => ({ control, found: evidence.controls.find(({ id }) => id === control)! }))
    .filter(({ found }) => found.evaluated > 0)
    .map(({ control, found }) => {
      const told = violations.some(({ message }) => message.startsWith(`${control} `));
      return `${control} ${found.verdict}${found.unknownAllowed === true ? " allowed" : ""}${told ? " told" : ""}`;
    });
}

describe("compliance pack: what is judged again at deployment", () => {
  it("may stay unknown in a preview, of the engine's or offline", async () => {
    const allowed = ["IAM-03 unknown allowed", "IAM-04 unknown allowed"];
    expect(await judged([permissions, trust])).to.deep.equal(allowed);
    expect(await judged([permissions, trust], { dryRun: true })).to.deep.equal(allowed);
    expect(await judged([permissions, trust], { mode: "offline-preview", dryRun: false })).to.deep.equal(allowed);
  });

  it("may not in a deployment, nor in what is deployed, nor in manifests", async () => {
    const told = ["IAM-03 unknown told", "IAM-04 unknown told"];
    expect(await judged([permissions, trust], { dryRun: false })).to.deep.equal(told);
    for (const mode of ["update", "stack-export", "manifests"])
      expect(await judged([permissions, trust], { mode }), mode).to.deep.equal(told);
  });

  it("may in a deployment where the settings say so", async () => {
    expect(await judged([permissions], { dryRun: false, settings: { allowUnknown: ["IAM-03"] } })).to.deep.equal([
      "IAM-03 unknown allowed",
    ]);
  });

  it("is not what ignoreChanges keeps, whether it would pass or is unknown by itself", async () => {
    expect(await judged([ignoring(samples.rolePolicy(), "policy")])).to.deep.equal(["IAM-03 unknown told"]);
    expect(await judged([ignoring(permissions, "policy")])).to.deep.equal(["IAM-03 unknown told"]);
    expect(await judged([ignoring(permissions, "*")])).to.deep.equal(["IAM-03 unknown told"]);
    expect(await judged([ignoring(trust, "assumeRolePolicy")])).to.deep.equal(["IAM-04 unknown told"]);
    expect(await judged([ignoring(permissions, "role", "tags")])).to.deep.equal(["IAM-03 unknown allowed"]);
  });

  it("stays so for others of the control, and where what is kept is waived", async () => {
    const kept = { ...ignoring(permissions, "policy"), name: "kept" };
    const { violations } = await run([accountProvider(), inAccount(permissions), inAccount(kept)]);
    expect(violations.map(({ urn }) => urn?.split("::").at(-1))).to.deep.equal(["kept"]);
    const half = broken(samples.role(), "assumeRolePolicy", { Statement: [{ ...irsaStatement, Condition: unknown }] });
    expect(await judged([half])).to.deep.equal(["IAM-04 unknown allowed"]);
  });
});
