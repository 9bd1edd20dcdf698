import type { Evidence } from "../../../catalogue";

/** An evidence with every member that the contract knows. */
export const sampleEvidence: Required<Evidence> = {
  schemaVersion: "1.2",
  project: "rampart",
  stack: "dev",
  regimes: ["pci-dss", "gdpr"],
  serviceProvider: false,
  resources: [
    {
      urn: "urn:pulumi:dev::rampart::aws:eks/cluster:Cluster::dev",
      type: "aws:eks/cluster:Cluster",
      name: "dev",
      parent: "urn:pulumi:dev::rampart::pulumi:pulumi:Stack::rampart-dev",
    },
  ],
  findings: [
    {
      control: "NET-01",
      policy: "NET-01",
      verdict: "fail",
      resource: "urn:pulumi:dev::rampart::aws:eks/cluster:Cluster::dev",
      file: "cluster.yaml",
      message: "the endpoint is public and open to 0.0.0.0/0",
      repair: "set `endpoint.publicAccess: false` (rampart:endpoint)",
      requirements: [{ regime: "pci-dss", id: "1.3.1", strength: "P" }],
    },
  ],
  controls: [
    {
      id: "NET-01",
      level: "mandatory",
      catalogueLevel: "mandatory",
      verdict: "fail",
      evaluated: 1,
      reason: "no cluster in this stack",
      unknownAllowed: true,
    },
  ],
  parts: [
    {
      part: "network.flowLogs",
      mode: "inherited",
      reference: "fl-1",
      vouchedBy: "platform@example.com, landing zone 4",
      controls: ["NET-07"],
      resource: "urn:pulumi:dev::rampart::rampart:index:CompliantCluster::dev",
    },
  ],
  waivers: [
    {
      control: "NET-01",
      resource: "aws:eks/cluster:Cluster::dev-*",
      reason: "the office has no VPN yet",
      owner: "platform@example.com",
      approver: "ciso@example.com",
      ticket: "SEC-1",
      created: "2027-03-01",
      expires: "2027-06-30",
      status: "unused",
      matched: 0,
      note: "holds in previews only",
    },
  ],
  waiversHash: "0".repeat(64),
  notEvidenced: [{ regime: "gdpr", requirement: "28", reason: "A plan cannot show it: it is a contract." }],
  versions: { pulumi: "3.248.0" },
  summary: {
    verdict: "fail",
    resources: 1,
    findings: { pass: 0, fail: 1, unknown: 0, "not-applicable": 0, waived: 0, error: 0 },
    regimes: [{ regime: "pci-dss", met: 0, broken: 1, unknown: 0, waived: 0, notApplicable: 0, notEvidenced: 40 }],
    waivers: { matched: 0, expired: 0, unmatched: 1 },
    lowered: [{ id: "NET-02", level: "advisory", catalogueLevel: "mandatory" }],
  },
  run: {
    commit: "0123456789abcdef0123456789abcdef01234567",
    dirty: false,
    startedAt: "2027-03-10T15:30:00.000Z",
    mode: "offline-preview",
    complete: false,
    incomplete: "the program failed",
  },
};
