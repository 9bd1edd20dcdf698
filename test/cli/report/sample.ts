import {
  type Control,
  type ControlEvidence,
  type Evidence,
  evidenceSchemaVersion,
  type Finding,
  Verdict,
} from "../../../catalogue/contracts";
import type { Vocabulary } from "../../../cli/report/vocabulary";

export const cluster = "urn:pulumi:prod::shop::my:index:Platform$aws:eks/cluster:Cluster::main";
const platform = "urn:pulumi:prod::shop::my:index:Platform::main";

/** A control of its own vocabulary, so that reports are tested apart from the catalogue's texts. */
function control(id: string, change: Partial<Control> = {}): Control {
  return {
    id,
    title: `Title of ${id}`,
    why: `Why ${id}`,
    severity: "high",
    level: "mandatory",
    kind: "resource",
    appliesTo: ["aws:eks/cluster:Cluster"],
    remediation: `Remediation of ${id}`,
    mappings: [{ regime: "pci-dss", requirement: "1.3.1", strength: "P" }],
    url: "https://example.com",
    ...change,
  };
}

export const vocabulary: Vocabulary = {
  controlById: (id) => ({ "NET-01": control("NET-01", { severity: "critical" }), "ENC-01": control("ENC-01") })[id],
  regimeName: (id) => ({ "pci-dss": "PCI DSS", hipaa: "HIPAA" })[id as string] ?? id,
};

export function finding(change: Partial<Finding> = {}): Finding {
  return {
    control: "NET-01",
    policy: "NET-01",
    verdict: Verdict.Pass,
    resource: cluster,
    message: "the endpoint is private",
    requirements: [{ regime: "pci-dss", id: "1.3.1", strength: "P" }],
    ...change,
  };
}

export function judged(id: string, change: Partial<ControlEvidence> = {}): ControlEvidence {
  return { id, level: "mandatory", catalogueLevel: "mandatory", verdict: "pass", evaluated: 1, ...change };
}

/** Compliant, complete evidence of one cluster under two controls. */
export function evidence(change: Partial<Evidence> = {}): Evidence {
  return {
    schemaVersion: evidenceSchemaVersion,
    project: "shop",
    stack: "prod",
    regimes: ["pci-dss"],
    resources: [
      { urn: "urn:pulumi:prod::shop::pulumi:pulumi:Stack::shop-prod", type: "pulumi:pulumi:Stack", name: "shop-prod" },
      {
        urn: platform,
        type: "my:index:Platform",
        name: "main",
        parent: "urn:pulumi:prod::shop::pulumi:pulumi:Stack::shop-prod",
      },
      { urn: cluster, type: "aws:eks/cluster:Cluster", name: "main", parent: platform },
    ],
    findings: [finding(), finding({ control: "ENC-01", policy: "ENC-01", message: "a key of yours encrypts" })],
    controls: [judged("ENC-01"), judged("NET-01")],
    parts: [],
    waivers: [],
    notEvidenced: [],
    versions: { rampart: "0.1.0" },
    summary: {
      verdict: "pass",
      resources: 3,
      findings: { pass: 2, fail: 0, unknown: 0, waived: 0, error: 0, "not-applicable": 0 },
      regimes: [{ regime: "pci-dss", met: 1, broken: 0, unknown: 0, waived: 0, notApplicable: 0, notEvidenced: 0 }],
    },
    run: {
      commit: "a".repeat(40),
      dirty: false,
      startedAt: "2027-01-31T12:00:00.000Z",
      mode: "offline-preview",
      complete: true,
    },
    ...change,
  };
}
