import type { Control } from "../contracts";
import { cis, gdpr, hipaa, iso, pci, popia } from "./mapping";

export const accessControls: Control[] = [
  {
    id: "IAM-01",
    title: "Access to the cluster is granted by access entries alone",
    why: "By default the identity that creates a cluster is its administrator for ever, without appearing in any list. Access entries make every grant a resource that can be seen, reviewed and revoked.",
    severity: "high",
    level: "mandatory",
    kind: "resource",
    appliesTo: ["aws:eks/cluster:Cluster"],
    remediation:
      'Set `accessConfig: { authenticationMode: "API", bootstrapClusterCreatorAdminPermissions: false }` on the cluster (`API_AND_CONFIG_MAP` while you migrate), and add an access entry for each principal.',
    mappings: [
      pci("7.2.1", "S"),
      pci("7.3.1"),
      pci("8.2.1", "S", "Principals come from IAM; the life cycle of identities and MFA are the organisation's."),
      hipaa("164.312(a)(1)"),
      hipaa("164.312(d)", "S"),
      gdpr("32(1)(b)"),
      popia("19(1)(b)"),
      iso("A.5.15"),
      iso("A.5.18"),
      iso("A.8.2"),
      iso("A.8.5", "S", "Principals come from IAM; the life cycle of identities and MFA are the organisation's."),
      cis("4.1.7"),
      cis("5.5.1"),
    ],
    url: "https://docs.aws.amazon.com/eks/latest/userguide/access-entries.html",
  },
  {
    id: "IAM-05",
    title: "The instance metadata service of nodes asks for a session token and stays out of pods' reach",
    why: "The metadata service hands out the node's credentials. Without session tokens any request forged through an application gets them, and with a hop limit above one every pod does.",
    severity: "high",
    level: "mandatory",
    kind: "resource",
    appliesTo: ["aws:ec2/launchTemplate:LaunchTemplate", "aws:eks/nodeGroup:NodeGroup"],
    remediation:
      'Give every node group a launch template, and set `metadataOptions: { httpTokens: "required", httpPutResponseHopLimit: 1 }` on it.',
    mappings: [
      pci("2.2.6"),
      pci("7.2.5", "S"),
      hipaa("164.312(a)(1)", "S"),
      gdpr("32(1)(b)", "S"),
      popia("19(1)(b)", "S"),
      iso("A.8.9"),
    ],
    url: "https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/configuring-instance-metadata-service.html",
  },
];
