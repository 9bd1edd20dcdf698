import { expect } from "chai";
import { stripVTControlCharacters } from "node:util";

import { reportModel } from "../../../cli/report/model";
import { coloured, plain } from "../../../cli/report/paint";
import { terminalReport } from "../../../cli/report/terminal";
import { evidence, finding, judged, vocabulary } from "./sample";

const report = (change: Parameters<typeof evidence>[0] = {}, more: object = {}, look = { paint: plain, width: 110 }) =>
  terminalReport(reportModel({ evidence: evidence(change), diagnostics: [], ...more }, vocabulary), look);

const failed = {
  findings: [
    finding({ verdict: "fail", message: "endpointPublicAccess is true", repair: "set `endpoint.publicAccess: false`" }),
  ],
  controls: [judged("ENC-01"), judged("NET-01", { verdict: "fail" })],
};

describe("terminal report", () => {
  it("of compliant evidence, whole", () => {
    expect(report()).to.deep.equal([
      "shop / prod  previewed without a cloud: everything as new",
      "",
      "Resources (2)",
      "my:index:Platform  main",
      "└─ aws:eks/cluster:Cluster  main",
      "",
      "Requirements  met  broken  unknown  waived  not applicable  not evidenced",
      "PCI DSS         1       0        0       0               0              0",
      "",
      "- Everything is previewed as new: what exists in the cloud is not read, so replacements and deletions do not",
      "  show.",
      "- This proves what is configured, never how it operates; of most requirements, one part.",
      "",
      "Compliant: 2 of 2 controls pass.",
    ]);
  });

  it("says of each part that the stack does not create who provides it", () => {
    const resource = "urn:pulumi:prod::shop::rampart:index:CompliantCluster::main";
    const lines = report({
      parts: [
        { part: "backup", mode: "create", controls: ["BCK-02"], resource },
        { part: "logs", mode: "existing", reference: "/aws/eks/main/cluster", controls: ["LOG-02"], resource },
        { part: "network.endpoints", mode: "inherited", vouchedBy: "platform team", controls: [], resource },
        { part: "alerts", mode: "inherited", controls: ["ENC-06"], resource },
      ],
    });
    const at = lines.indexOf("Provided outside of this stack, and not judged");
    expect(lines.slice(at - 1, at + 5)).to.deep.equal([
      "",
      "Provided outside of this stack, and not judged",
      "  logs of main: existing: /aws/eks/main/cluster; concerns LOG-02",
      "  network.endpoints of main: inherited, vouched for by platform team",
      "  alerts of main: inherited, vouched for by nobody; concerns ENC-06",
      "",
    ]);
    expect(report()).not.to.include("Provided outside of this stack, and not judged");
  });

  it("has a block per violation", () => {
    const lines = report(failed);
    const at = lines.findIndex((line) => line.startsWith("FAIL"));
    expect(lines.slice(at, at + 6)).to.deep.equal([
      "FAIL  NET-01  Title of NET-01  [mandatory, critical]",
      "  resource  aws:eks/cluster:Cluster main",
      "  found     endpointPublicAccess is true",
      "  to do     set `endpoint.publicAccess: false`",
      "  breaks    PCI DSS 1.3.1 (P)",
      "  more      docs/controls/NET-01.md",
    ]);
    expect(lines.at(-1)).to.equal("Not compliant: 1 mandatory control failed or stayed unknown (NET-01).");
  });

  it("has one block for one cause, with as many resources as somebody reads", () => {
    const on = (count: number) =>
      report({
        findings: Array.from({ length: count }, (_, at) => finding({ verdict: "fail", resource: `urn:${at}` })),
      });
    const block = (lines: string[]) => {
      const at = lines.findIndex((line) => line.startsWith("FAIL"));
      return lines.slice(
        at + 1,
        lines.findIndex((line) => line.startsWith("  found")),
      );
    };
    expect(block(on(2))).to.deep.equal(["  resources urn:0", "            urn:1"]);
    expect(block(on(5))).to.have.length(5);
    expect(block(on(7))).to.deep.equal([
      "  resources urn:0",
      ...[1, 2, 3, 4].map((at) => `            urn:${at}`),
      "            and 2 more",
    ]);
    expect(on(7).filter((line) => line.startsWith("FAIL"))).to.have.length(1);
  });

  it("draws the branches of a tree, with what is remarked", () => {
    const of = (name: string, parent?: string) => ({
      urn: `urn:${name}`,
      type: "t:t:T",
      name,
      ...(parent !== undefined && { parent: `urn:${parent}` }),
    });
    const registrations = [{ urn: "urn:d", external: true, remote: true, type: "t:t:T", name: "d" }];
    const resources = [of("a"), of("b", "a"), of("c", "b"), of("d", "a"), of("e", "d")];
    const lines = report({ resources }, { registrations });
    expect(lines.slice(2, 9)).to.deep.equal([
      "Resources (5)",
      "t:t:T  a",
      "├─ t:t:T  b",
      "│  └─ t:t:T  c",
      "└─ t:t:T  d  (read, not created; its children are not visible)",
      "   └─ t:t:T  e",
      "",
    ]);
  });

  it("says of a finding about the whole stack what is known of it", () => {
    const whole = finding({ control: "X-01", policy: "X-01/rule", verdict: "error", file: "a.yaml" });
    delete whole.resource;
    const lines = report({ findings: [whole] });
    const at = lines.findIndex((line) => line.startsWith("ERROR"));
    expect(lines.slice(at, at + 6)).to.deep.equal([
      "ERROR  X-01    [not among the controls, rule X-01/rule]",
      "  file      a.yaml",
      "  resource  the stack as a whole",
      "  found     the endpoint is private",
      "  breaks    PCI DSS 1.3.1 (P)",
      "",
    ]);
  });

  it("is red where a requirement is broken, and nowhere else in its table", () => {
    const [row] = evidence().summary.regimes;
    const summary = { ...evidence().summary, regimes: [row!, { ...row!, broken: 1 }] };
    const lines = report({ summary }, {}, { paint: coloured, width: 110 });
    const at = lines.findIndex((line) => line.includes("Requirements"));
    expect(lines.slice(at, at + 3)).to.deep.equal([
      coloured("bold", "Requirements  met  broken  unknown  waived  not applicable  not evidenced"),
      "PCI DSS         1       0        0       0               0              0",
      coloured("red", "PCI DSS         1       1        0       0               0              0"),
    ]);
  });

  it("has no section for what there is none of", () => {
    const summary = { ...evidence().summary, regimes: [] };
    const run = { ...evidence().run, mode: "preview" as const };
    expect(report({ resources: [], summary, run })).to.deep.equal([
      "shop / prod  from a preview",
      "",
      "Resources (0)",
      "",
      "- This proves what is configured, never how it operates; of most requirements, one part.",
      "",
      "Compliant: 2 of 2 controls pass.",
    ]);
  });

  it("shows the waiver instead of what to do", () => {
    const waivers = [
      {
        control: "NET-01",
        resource: "aws:eks/cluster:Cluster::main",
        reason: "a partner",
        owner: "ops",
        expires: "2027-03-01",
        status: "used" as const,
        matched: 1,
      },
    ];
    const text = report({ findings: [finding({ verdict: "waived" })], waivers }).join("\n");
    expect(text).to.contain("WAIVED  NET-01");
    expect(text).to.contain("  waived    until 2027-03-01 by ops: a partner");
    expect(text).not.to.contain("to do");
  });

  it("says an unknown, and that it is allowed", () => {
    const controls = [judged("NET-01", { verdict: "unknown", unknownAllowed: true })];
    const text = report({ findings: [finding({ verdict: "unknown" })], controls }).join("\n");
    expect(text).to.contain(
      "UNKNOWN  NET-01  Title of NET-01  [mandatory, critical, allowed to stay unknown by the settings]",
    );
    expect(text).to.contain("  concerns  PCI DSS 1.3.1 (P)");
  });

  it("says loudly what the configuration of the pack weakened", () => {
    const text = report({ controls: [judged("NET-01", { level: "disabled" })] });
    expect(text).to.include("1 control was weakened by the configuration of the policy pack:");
    expect(text).to.include("  NET-01  mandatory → disabled  Title of NET-01");
  });

  it("says what was evaluated on nothing, and which waivers excuse nothing", () => {
    const waiver = { control: "NET-01", resource: "a::b", reason: "r", owner: "ops", expires: "2026-01-01" };
    const text = report({
      controls: [judged("NET-01", { evaluated: 0, verdict: "not-applicable", reason: "there is no cluster" })],
      waivers: [
        { ...waiver, status: "expired", matched: 2 },
        { ...waiver, status: "unused", matched: 0 },
        { ...waiver, resource: "c::d", status: "used", matched: 1, note: "holds in previews only" },
        { ...waiver, resource: "e::f", status: "used", matched: 1 },
      ],
    });
    expect(text).to.include("Waivers  2 matched, 1 expired, 1 unmatched");
    expect(text.slice(text.indexOf("  NET-01  c::d  (ops)"))[1]).to.equal("      holds in previews only");
    expect(text.join("\n")).not.to.contain("e::f");
    expect(text).to.include("  NET-01: there is no cluster");
    expect(text).to.include("  NET-01  a::b  (ops)  expired on 2026-01-01; 2 findings not excused any more");
    expect(text).to.include("  NET-01  a::b  (ops)  matches no finding; remove it");
  });

  it("says what was unknown, hidden or logged in this run", () => {
    const text = report({}, { unknownSettings: ["shop:password"], log: ["careful"] });
    expect(text).to.include("- Secure settings are not decrypted and were unknown here: shop:password.");
    expect(text).to.include("- The program said: careful");
  });

  it("lists the violations of a pack that writes no evidence", () => {
    const run = { ...evidence().run, complete: false };
    const diagnostics = [
      {
        policy: "no-public",
        level: "mandatory" as const,
        message: "it is public",
        urn: "urn:pulumi:prod::shop::a:b:C::d",
      },
    ];
    const lines = report({ controls: [], findings: [], run }, { diagnostics });
    expect(lines).to.include("FAIL  no-public  [mandatory]");
    expect(lines).to.include("  resource  a:b:C d");
    expect(lines).to.include("  found     it is public");
    expect(lines.at(-1)).to.equal("Not compliant: 1 mandatory violation.");
  });

  it("tells advice from violations of such a pack, and what is about the whole stack", () => {
    const run = { ...evidence().run, complete: false };
    const foreign = (diagnostics: object[], paint = plain) =>
      report({ controls: [], findings: [], run }, { diagnostics }, { paint, width: 110 });
    const advice = { policy: "mind", level: "advisory", message: "mind the gap" };
    const head = "This policy pack writes no evidence; its violations are:";
    const section = (lines: string[]) => lines.slice(lines.indexOf(head) + 1, lines.indexOf(head) + 4);
    expect(section(foreign([advice]))).to.deep.equal([
      "ADVICE  mind  [advisory]",
      "  resource  the stack as a whole",
      "  found     mind the gap",
    ]);
    expect(foreign([advice]).at(-1)).to.equal("No mandatory violation.");
    expect(foreign([advice], coloured)).to.include(
      `${coloured("yellow", "ADVICE")}  ${coloured("bold", "mind")}  ${coloured("dim", "[advisory]")}`,
    );
    expect(foreign([{ ...advice, level: "mandatory" }], coloured)).to.include(
      `${coloured("red", "FAIL")}  ${coloured("bold", "mind")}  ${coloured("dim", "[mandatory]")}`,
    );
    expect(section(foreign([]))[0]).to.equal("  none");
  });

  it("ends with why nothing was judged to the end", () => {
    const run = { ...evidence().run, complete: false, incomplete: "no stack was analysed" };
    expect(report({ run }).at(-1)).to.equal("Not judged to the end: no stack was analysed");
    expect(report({ controls: [judged("NET-01", { verdict: "error" })] }).at(-1)).to.equal(
      "Not judged to the end: an error in NET-01",
    );
  });

  it("gives controls that were evaluated on nothing for one reason a line together", () => {
    const idle = (id: string, reason: string) => judged(id, { evaluated: 0, verdict: "not-applicable", reason });
    const text = report({ controls: [idle("A-01", "no cluster"), idle("A-02", "no key"), idle("A-03", "no cluster")] });
    const at = text.indexOf("Evaluated on no resource");
    expect(text.slice(at + 1, at + 4)).to.deep.equal(["  A-01, A-03: no cluster", "  A-02: no key", ""]);
  });

  it("counts in its last line what passes, and what else there is", () => {
    const controls = [
      judged("A-01"),
      judged("A-02", { verdict: "waived" }),
      judged("A-03", { verdict: "fail", level: "advisory" }),
      judged("A-04", { verdict: "unknown", unknownAllowed: true }),
      judged("A-05", { verdict: "not-applicable" }),
      judged("A-06", { verdict: "not-applicable" }),
    ];
    expect(report({ controls }).at(-1)).to.equal(
      "Compliant: 1 of 6 controls pass, 1 is waived, 1 fails as advice, 1 may stay unknown, 2 apply to nothing here.",
    );
  });

  describe("where no control passed", () => {
    const idle = { verdict: "not-applicable" as const, evaluated: 0, reason: "there is none" };
    const nothing = "No control applies to what could be seen, so this says nothing about compliance";

    it("does not call it compliant", () => {
      const lines = report({ controls: [judged("A-01", idle), judged("A-02", idle)] });
      expect(lines.at(-1)).to.equal(`${nothing}.`);
    });

    it("says loudly that children of components of other packages were hidden", () => {
      const registrations = [{ remote: true, type: "eks:index:Cluster", name: "main", urn: "u" }];
      const controls = [judged("A-01", idle)];
      const look = { paint: coloured, width: 300 };
      expect(report({ controls }, { registrations }, look).at(-1)).to.equal(
        coloured("red", `${nothing}: 1 component hides children that were not judged (eks:index:Cluster main).`),
      );
      expect(report({ controls }, {}, look).at(-1)).to.equal(coloured("yellow", `${nothing}.`));
    });

    it("takes no pass of the waiver file for one", () => {
      const controls = [judged("A-01", idle), judged("GOV-01", { evaluated: 0 })];
      expect(report({ controls }).at(-1)).to.equal(`${nothing}.`);
    });

    it("counts what was waived, or may stay unknown", () => {
      const controls = [judged("A-01", idle), judged("A-02", { verdict: "waived" })];
      expect(report({ controls }).at(-1)).to.equal(
        "Nothing blocks: 0 of 2 controls pass, 1 is waived, 1 applies to nothing here.",
      );
    });
  });

  it("breaks no line wider than the terminal, and colours change no text", () => {
    const long = { ...failed, findings: [finding({ verdict: "fail", message: "word ".repeat(60).trim() })] };
    const narrow = report(long, {}, { paint: plain, width: 60 });
    const block = narrow.filter((line) => line.startsWith("  "));
    expect(Math.max(...block.map((line) => line.length))).to.be.at.most(60);
    const painted = report(failed, {}, { paint: coloured, width: 110 });
    expect(painted.join("\n")).to.contain("\u001b[");
    expect(painted.map(stripVTControlCharacters)).to.deep.equal(report(failed));
  });

  it("gives no style to nothing", () => {
    expect(coloured("red", "")).to.equal("");
    expect(coloured("red", "a")).to.equal("\u001b[31ma\u001b[39m");
  });

  it("lets no control character of a message reach the terminal", () => {
    const message = "a\u001b[2Jb\u0007c\rd";
    expect(report({ findings: [finding({ verdict: "fail", message })] })).to.include("  found     abcd");
  });
});
