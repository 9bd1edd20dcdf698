import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { alarms, everyAlarm, replicationAlarm, runbookPath } from "../../../../components/cluster/alerts/alarms";
import { alertRules } from "../../../../components/cluster/alerts/rules";

const root = join(__dirname, "..", "..", "..", "..");
const folder = join(root, "docs", "runbooks");
/** No alert of these leads to them: one is shared by all, one is of the engine, and those of add-ons are held by their tests. */
const others = ["notification.md", "interrupted-update.md", "restore-drill.md"];
const ofFalco = /^falco-/;
const named = [...new Set([...everyAlarm, ...alertRules].map(({ runbook }) => runbook))];

function textOf(runbook: string): string {
  return readFileSync(join(root, runbookPath(runbook)), "utf8");
}

describe("runbooks", () => {
  it("are there for every alarm and rule, and name it", () => {
    for (const { id, runbook } of [...everyAlarm, ...alertRules]) {
      expect(existsSync(join(root, runbookPath(runbook))), `${id}: ${runbook}`).to.equal(true);
      expect(textOf(runbook), `${runbook} names ${id}`).to.include(`\`${id}\``);
    }
  });

  it("say how to triage, contain, record and notify, in this order, and lead to the clocks", () => {
    for (const runbook of named) {
      const headings = [...textOf(runbook).matchAll(/^## (.+)$/gm)].map(([, heading]) => heading);
      expect(headings, runbook).to.deep.equal(["Triage", "Contain", "Record", "Notify", "When it ends"]);
      expect(textOf(runbook), runbook).to.include("(notification.md");
      expect(textOf(runbook).split("## Contain")[0], runbook).to.include("```");
    }
  });

  it("are all led to", () => {
    expect(
      readdirSync(folder)
        .filter((file) => !others.includes(file) && !ofFalco.test(file))
        .sort(),
    ).to.deep.equal(named.map((each) => `${each}.md`).sort());
  });

  it("have loops that end when AWS answers with a failure, with an answer, and only then", () => {
    const text = readFileSync(join(folder, "notification.md"), "utf8");
    const ask = text.match(/^ask\(\) \{\n[\s\S]*?^\}$/m)![0];
    const run = (answers: string) =>
      spawnSync("bash", ["-c", `export CLUSTER=main\nsleep() { :; }\n${answers}\n${ask}\nask audit-trail x`], {
        cwd: mkdtempSync(join(tmpdir(), "ask-")),
        encoding: "utf8",
        timeout: 5000,
      });
    expect(run("aws() { return 254; }").status).to.equal(254);
    expect(run('aws() { [ "$2" = start-query ] && echo q || return 254; }').status).to.equal(1);
    const failed = run('aws() { case "$*" in *start-query*) echo q ;; *) echo Failed ;; esac; }');
    expect([failed.status, failed.stderr]).to.deep.equal([1, "the query ended as Failed\n"]);
    const later = `aws() { case "$*" in *start-query*) echo q ;; *status*) n=$(cat n 2>/dev/null || echo 0)
      echo $((n + 1)) >n; [ "$n" -lt 2 ] && echo Running || echo Complete ;; *) echo rows ;; esac; }`;
    expect(run(later)).to.deep.include({ status: 0, stdout: "rows\n" });
  });

  it("wait for a report that AWS makes meanwhile, and ask the registry by what the message tells", () => {
    const report = textOf("account-sign-in").match(/\$ (while state=[\s\S]*?done)\n/)![1]!;
    const aws = `aws() { n=$(cat n 2>/dev/null || echo 0); echo $((n + 1)) >n; [ "$n" -lt 2 ] && echo STARTED || echo COMPLETE; }`;
    const cwd = mkdtempSync(join(tmpdir(), "report-"));
    const script = `sleep() { :; }\n${aws}\n${report}\ncat n`;
    expect(spawnSync("bash", ["-c", script], { cwd, encoding: "utf8", timeout: 5000 }).stdout).to.equal("3\n");
    const ended = spawnSync("bash", ["-c", `aws() { return 254; }\n${report}`], { timeout: 5000 });
    expect(ended.signal).to.equal(null);
    const page = textOf("image-vulnerability");
    for (const { tells } of alertRules.filter(({ runbook }) => runbook === "image-vulnerability")) {
      for (const label of ["repositoryName", "image"]) {
        expect(tells).to.have.property(label);
        expect(page).to.include(`<${label}>`);
      }
    }
  });

  it("tell every clock once, on the page that they share", () => {
    const clocks = readFileSync(join(folder, "notification.md"), "utf8");
    for (const each of [
      "72 hours",
      "60 days",
      "as soon as reasonably possible",
      "GDPR 33",
      "GDPR 34",
      "POPIA 22",
      "12.10",
      "164.404",
      "164.408",
    ]) {
      expect(clocks, each).to.include(each);
    }
    for (const each of ["164.406", "164.410", "Information Regulator", "media", "acquirer"]) {
      expect(clocks, each).to.include(each);
    }
  });

  it("link to pages that exist", () => {
    for (const file of [...named.map((each) => `${each}.md`), "notification.md"]) {
      const links = [...readFileSync(join(folder, file), "utf8").matchAll(/\]\(([^)#:]+)(?:#[^)]*)?\)/g)];
      expect(
        links.map(([, link]) => link!).filter((link) => !existsSync(join(folder, link))),
        file,
      ).to.deep.equal([]);
    }
  });

  it("stand in the table of the part's page, with log, threshold and runbook; so do the rules", () => {
    const page = readFileSync(join(root, "docs", "parts", "alerts.md"), "utf8");
    const rows = [...page.matchAll(/^\| `([a-z-]+)` +\| ([a-z ]+?) +\| +(\d+) \|.*\| `([a-z-]+)` +\|$/gm)];
    const onLogs = alarms.map((alarm) => [alarm, alarm.source.replace("-", " ")] as const);
    expect(rows.map(([, ...cells]) => cells)).to.deep.equal(
      [...onLogs, [replicationAlarm, "backup bucket"] as const].map(([{ id, threshold, runbook }, source]) => [
        id,
        source,
        String(threshold),
        runbook,
      ]),
    );
    const [, ofCluster, ofTrail] = page.match(/(\d+) on the control plane's log group, (\d+) on the audit trail's/)!;
    expect([ofCluster, ofTrail].map(Number)).to.deep.equal(
      ["control-plane", "audit-trail"].map((source) => alarms.filter((each) => each.source === source).length),
    );
    expect(page).to.include(`an EventBridge rule and its target: ${alertRules.length}.`);
    expect(page.match(/^Rules: (.+?)\. /ms)![1]!.match(/[a-z-]+/g)).to.deep.equal(alertRules.map(({ id }) => id));
  });
});
