import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { controls, type Verdict, waiverFile } from "../../../catalogue";
import { root } from "../../stacks/config";
import { broken, type Sample } from "../../support/samples";
import { breaks } from "./broken-stack";
import { type Outcome, run } from "./harness";
import { recordedStack } from "./recorded-stack";

/** Controls of what runs in the cluster, or of load balancers: no resource of AWS that the stack makes carries them. */
const insideTheCluster = [
  "TLS-01",
  "TLS-02",
  "TLS-03",
  "NET-05",
  "NET-08",
  "RBAC-01",
  "RBAC-02",
  "RBAC-03",
  "RBAC-04",
  "MON-01",
  "MON-04",
  "PSS-01",
  "PSS-02",
  "POL-01",
  "POL-02",
  "CFG-01",
  "SEC-01",
  "BCK-01",
];
/** The pack reads the waivers that the program has read. */
const waivers = readFileSync(join(root, waiverFile), "utf8");
const verdicts = ({ evidence }: Outcome) => new Map(evidence.controls.map(({ id, verdict }) => [id, verdict]));

function comingFrom(name: string | undefined, path: string, sample: Sample): Sample {
  if (name === undefined) return sample;
  return { ...sample, sources: { ...sample.sources, [path.split(".")[0]!]: [name] } };
}

describe("compliance pack: the stack of prod, with one property broken", () => {
  let stack: Sample[];
  let before_: Map<string, Verdict>;
  before(async () => {
    stack = await recordedStack("prod");
    const whole = await run(stack, { waivers });
    expect(whole.violations).to.deep.equal([]);
    before_ = verdicts(whole);
  });

  it("passes every control as it is, but for what there is nothing of", () => {
    expect([...before_].filter(([, verdict]) => verdict !== "pass")).to.deep.equal([
      // Of the stack's policies those of buckets and topics name ARNs, and are judged when they are deployed.
      ["IAM-03", "unknown"],
      // The stack opens no port to anybody yet.
      ["NET-08", "not-applicable"],
      ["TLS-02", "not-applicable"],
      ["TLS-03", "not-applicable"],
      ["TLS-04", "unknown"],
    ]);
  });

  it("has a row for every control that resources of AWS carry", () => {
    // GOV-01 judges the waiver file, which no resource carries.
    const carried = controls.map(({ id }) => id).filter((id) => !insideTheCluster.includes(id) && id !== "GOV-01");
    const named = new Set(breaks.flatMap(({ control, also = [] }) => [control, ...also]));
    expect(carried.filter((id) => !named.has(id))).to.deep.equal([]);
  });

  for (const { control, type, name, path, to, from, also = [] } of breaks) {
    it(`${control}: ${path} of ${type.split(":").at(-1)} ${name}`, async () => {
      const at = stack.findIndex((sample) => sample.type === type && sample.name === name);
      expect(
        at,
        stack
          .filter((sample) => sample.type === type)
          .map((sample) => sample.name)
          .join(", "),
      ).to.be.greaterThan(-1);
      const changed = stack.with(at, comingFrom(from, path, broken(stack[at]!, path, to)));
      const after = await run(changed, { waivers });
      const fell = [...verdicts(after)].filter(([id, verdict]) => verdict !== before_.get(id));
      expect(Object.fromEntries(fell)).to.deep.equal(Object.fromEntries([control, ...also].map((id) => [id, "fail"])));
      const told = after.violations.filter(({ message }) => message.startsWith(`${control} `));
      expect(told, JSON.stringify(after.violations)).not.to.be.empty;
    });
  }
});
