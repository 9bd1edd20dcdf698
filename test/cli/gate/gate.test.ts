import { expect } from "chai";

import { controls } from "../../../catalogue";
import type { ControlEvidence, Evidence, Finding } from "../../../catalogue/contracts";
import { gateReasons, type GateSubject } from "../../../cli/gate/gate";
import { evidence as sample } from "../report/sample";

const head = "a".repeat(40);
const ofAnyStack: GateSubject = {
  controls,
  commit: head,
  dirty: false,
  project: "shop",
  now: new Date("2027-02-01T00:00:00Z"),
};
const subject: GateSubject = { ...ofAnyStack, stack: "prod" };

/** Complete evidence over the whole catalogue, in which every control passes. */
function compliant(change: Partial<Evidence> = {}): Evidence {
  return sample({
    findings: controls.map(({ id }) => passing(id)),
    controls: controls.map(({ id, level }) => ({ id, level, catalogueLevel: level, verdict: "pass", evaluated: 1 })),
    ...change,
  });
}

function passing(control: string): Finding {
  return { control, policy: control, verdict: "pass", message: "fine", requirements: [] };
}

/** The same with one control and its finding changed alike. */
function withControl(id: string, change: Partial<ControlEvidence>): Evidence {
  const base = compliant();
  const verdict = change.verdict ?? "pass";
  return {
    ...base,
    findings: base.findings.map((finding) => (finding.control === id ? { ...finding, verdict } : finding)),
    controls: base.controls.map((control) => (control.id === id ? { ...control, ...change } : control)),
  };
}

const run = (change: Partial<Evidence["run"]>) => compliant({ run: { ...compliant().run, ...change } });

describe("gate", () => {
  it("lets complete and compliant evidence of this commit pass", () => {
    expect(gateReasons(compliant(), subject)).to.deep.equal([]);
  });

  it("lets a control pass that applied to nothing, was waived, or was allowed to stay unknown", () => {
    const idle = withControl("NET-01", { verdict: "not-applicable", evaluated: 0, reason: "no cluster" });
    const without = { ...idle, findings: idle.findings.filter(({ control }) => control !== "NET-01") };
    expect(gateReasons(without, subject)).to.deep.equal([]);
    expect(gateReasons(withControl("NET-01", { verdict: "waived" }), subject)).to.deep.equal([]);
    expect(gateReasons(withControl("NET-01", { verdict: "unknown", unknownAllowed: true }), subject)).to.deep.equal([]);
  });

  const refused: [string, Evidence, string][] = [
    [
      "incomplete",
      run({ complete: false, incomplete: "the program failed" }),
      "the evidence is not complete: the program failed",
    ],
    ["of another commit", run({ commit: "b".repeat(40) }), "it is of commit bbbbbbbbbbbb, and this is aaaaaaaaaaaa"],
    ["of no commit", run({ commit: null }), "it names no commit: it was made outside a git repository"],
    ["of a dirty tree", run({ dirty: true }), "it was made with changes that no commit has"],
    ["of manifests", run({ mode: "manifests" }), "it judges files (manifests), and no preview of stack prod"],
    [
      "of a stack export",
      run({ mode: "stack-export" }),
      "it judges files (stack-export), and no preview of stack prod",
    ],
    ["of another stack", compliant({ stack: "dev" }), "it is of stack dev, and prod is to be deployed"],
    [
      "judged by waivers that the commit does not hold",
      compliant({ waiversHash: "1".repeat(64) }),
      "it was judged by a waivers.yaml that this commit does not hold",
    ],
    ["of another project", compliant({ project: "other" }), "it is of project other, and this is shop"],
    ["without resources", compliant({ resources: [] }), "it judged no resource"],
    ["with a control disabled", withControl("NET-01", { level: "disabled" }), "NET-01 was disabled"],
    ["with a control lowered", withControl("NET-01", { level: "advisory" }), "NET-01 was lowered to advisory"],
    ["with a failed control", withControl("NET-01", { verdict: "fail" }), "NET-01 failed"],
    ["with an unknown control", withControl("NET-01", { verdict: "unknown" }), "NET-01 stayed unknown"],
    ["with an error", withControl("NET-01", { verdict: "error" }), "NET-01 ended in an error"],
    ["without a control", compliant({ controls: compliant().controls.slice(1) }), `${controls[0]!.id} is missing`],
    [
      "with a control twice",
      compliant({ controls: [...compliant().controls, compliant().controls[0]!] }),
      `${controls[0]!.id} is listed 2 times`,
    ],
    [
      "of another catalogue",
      compliant({ controls: [...compliant().controls, { ...compliant().controls[0]!, id: "XYZ-99" }] }),
      "XYZ-99 is no control of this catalogue: the evidence was made by another version",
    ],
    [
      "with a forged catalogue level",
      withControl("NET-01", { level: "advisory", catalogueLevel: "advisory" }),
      "NET-01 is mandatory in this catalogue, and advisory in the evidence's",
    ],
    [
      "whose verdict is better than its findings",
      compliant({ findings: [...compliant().findings, { ...passing("NET-01"), verdict: "fail" }] }),
      "NET-01 is stated as pass, and its findings say fail",
    ],
    [
      "that passes without a finding",
      compliant({ findings: compliant().findings.filter(({ control }) => control !== "NET-01") }),
      "NET-01 is stated as pass, and its findings say not-applicable",
    ],
    [
      "with an expired waiver that mattered",
      compliant({ waivers: [waiver({ status: "expired", expires: "2027-01-30" })] }),
      "the waiver of NET-01 on a::b (ops) expired on 2027-01-30",
    ],
    [
      "with a waiver that expired since",
      compliant({ waivers: [waiver({ expires: "2027-01-31" })] }),
      "the waiver of NET-01 on a::b (ops) expired on 2027-01-31",
    ],
  ];

  for (const [what, evidence, reason] of refused) {
    it(`stops evidence ${what}`, () => {
      expect(gateReasons(evidence, subject)).to.include(reason);
    });
  }

  it("compares the waivers that judged with those of the commit", () => {
    const of = (judged?: string, committed?: string) =>
      gateReasons(compliant(judged === undefined ? {} : { waiversHash: judged }), {
        ...subject,
        ...(committed === undefined ? {} : { waiversHash: committed }),
      });
    const [one, other] = ["1".repeat(64), "2".repeat(64)];
    expect(of(one, one)).to.deep.equal([]);
    expect(of(one, other)).to.deep.equal(["it was judged by a waivers.yaml that is not this commit's"]);
    expect(of(undefined, one)).to.deep.equal(["it was judged without waivers.yaml, and this commit holds one"]);
  });

  it("takes any stack where nobody says which is to be deployed", () => {
    expect(gateReasons(compliant({ stack: "dev" }), ofAnyStack)).to.deep.equal([]);
  });

  it("does not mind a waiver that holds today, nor an expired one that matches nothing", () => {
    const waivers = [
      waiver({ expires: "2027-02-01" }),
      waiver({ status: "expired", expires: "2026-01-01", matched: 0 }),
    ];
    expect(gateReasons(compliant({ waivers }), subject)).to.deep.equal([]);
  });

  it("stops a checkout that is dirty or has no commit", () => {
    expect(gateReasons(compliant(), { ...subject, dirty: true })).to.deep.equal([
      "this checkout holds changes that no commit has",
    ]);
    expect(gateReasons(compliant(), { ...subject, commit: null })).to.deep.equal([
      "this folder has no commit to compare with: it is in no git repository",
    ]);
  });

  it("gives every reason at once", () => {
    const forged = {
      ...withControl("NET-01", { verdict: "fail" }),
      run: { ...compliant().run, dirty: true, complete: false },
    };
    expect(gateReasons(forged, subject)).to.deep.equal([
      "the evidence is not complete: no reason is given",
      "it was made with changes that no commit has",
      "NET-01 failed",
    ]);
  });
});

function waiver(change: Partial<Evidence["waivers"][number]>): Evidence["waivers"][number] {
  return {
    control: "NET-01",
    resource: "a::b",
    reason: "r",
    owner: "ops",
    expires: "2027-03-01",
    status: "used",
    matched: 1,
    ...change,
  };
}
