import { expect } from "chai";
import { podRules, ruleSets } from "../../catalogue";
import { ruleGroups } from "../../catalogue/admission/groups";
import { until } from "../lab/patience";
import { accepted, type ApiObject, messageOf } from "./lab/api-client";
import { startGatekeeper } from "./lab/gatekeeper";
import { isConstraint, type Laboratory } from "./lab/laboratory";
import { createNamespace } from "./lab/namespaces";
import { brokenRule, compliantPod, violatingPod } from "./lab/pods";
import { admissionLab } from "./lab/shared";
import { unguarded } from "./lab/unguarded";

const namespace = "audited";

interface Violation {
  kind: string;
  name: string;
  namespace: string;
  message: string;
  enforcementAction: string;
}

interface AuditStatus {
  auditTimestamp?: string;
  totalViolations?: number;
  violations?: Violation[];
}

describe("admission: the audit of what is there already", () => {
  const statuses = new Map<string, AuditStatus>();

  before(async () => {
    const lab = await admissionLab();
    await createNamespace(lab, namespace);
    await unguarded(lab, namespace, async () => {
      for (const pod of [compliantPod(namespace), violatingPod(namespace), violatingPod("kube-system")]) {
        const answer = await lab.pipeline.create(pod);
        if (!accepted(answer)) throw new Error(messageOf(answer));
      }
    });
    const audit = await startGatekeeper(lab.server, lab.values, "audit");
    try {
      await readAfterAudit(lab);
    } finally {
      await audit.stop();
    }
  });
  after(async () => {
    const { admin } = await admissionLab();
    for (const pod of [compliantPod(namespace), violatingPod(namespace), violatingPod("kube-system")])
      await admin.remove(pod);
  });

  /** Of an audit that began once all rules were loaded: the first begins before. */
  async function readAfterAudit({ admin, applied }: Laboratory): Promise<void> {
    const since = Date.now();
    const constraints = applied.map(({ object }) => object).filter(isConstraint);
    for (const constraint of constraints) {
      statuses.set(
        constraint.metadata.name,
        await until(`an audit of ${constraint.kind}`, () => audited(constraint), 120_000),
      );
    }
    async function audited(constraint: ApiObject): Promise<AuditStatus | undefined> {
      const status = ((await admin.read(constraint)).body["status"] ?? {}) as AuditStatus;
      return Date.parse(status.auditTimestamp ?? "") > since ? status : undefined;
    }
  }

  const findings = (rule: string) =>
    [...statuses.values()]
      .flatMap(({ violations = [] }) => violations)
      .filter((each) => each.namespace === namespace && each.message.startsWith(`PSS-01/${rule}: `));

  it("finds a pod that was admitted before the rules were there, and says what the pack says", () => {
    const { message, remediation } = podRules.find(({ id }) => id === brokenRule)!;
    expect(
      findings(brokenRule).map(({ kind, name, enforcementAction, message: said }) => [
        kind,
        name,
        enforcementAction,
        said,
      ]),
    ).to.deep.equal([["Pod", "violating", "deny", `PSS-01/${brokenRule}: ${message}. ${remediation}`]]);
    expect(statuses.get("rampart-pss-01-pods-baseline")!.totalViolations).to.be.greaterThan(0);
  });

  it("was made of all rules, and finds nothing else in that namespace", () => {
    const others = podRules.map(({ id }) => id).filter((id) => id !== brokenRule);
    const named = new Set([...statuses.keys()].map((name) => name.replace(/-warn$/, "")));
    expect([...named]).to.have.members(ruleGroups(ruleSets).map(({ name }) => `rampart-${name}`));
    expect(others.flatMap(findings)).to.deep.equal([]);
  });

  it("leaves the platform's namespaces alone", () => {
    const places = [...statuses.values()].flatMap(({ violations = [] }) => violations.map((each) => each.namespace));
    expect(places).to.include(namespace).and.not.include("kube-system");
  });
});
