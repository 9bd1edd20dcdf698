import { ComponentType, type Control } from "../contracts";
import { cis, gdpr, hipaa, iso, pci, popia } from "./mapping";

export const vulnerabilityControls: Control[] = [
  {
    id: "VUL-01",
    title: "Images are scanned when they arrive",
    why: "A flaw that is known to everybody but you is the cheapest way in. Scanned on arrival, an image is known to be flawed before it runs; scanned all the time, also when the flaw is found later.",
    severity: "high",
    level: "mandatory",
    kind: "stack",
    appliesTo: [
      "aws:ecr/repository:Repository",
      "aws:ecr/registryScanningConfiguration:RegistryScanningConfiguration",
      "aws:inspector2/enabler:Enabler",
    ],
    remediation:
      'Set `imageScanningConfiguration: { scanOnPush: true }` on the repository, or give the registry a `RegistryScanningConfiguration` with `scanType: "ENHANCED"` and a rule for every repository (filter `*`); an `inspector2.Enabler` must name ECR.',
    governedBy: { component: ComponentType.CompliantCluster, input: "registry.scanning", setting: "rampart:registry" },
    mappings: [
      pci("6.3.1"),
      pci("11.3.1"),
      hipaa("164.308(a)(1)(ii)(A)", "S"),
      gdpr("32(1)(d)"),
      popia("19(2)(a)"),
      popia("19(2)(c)"),
      iso("A.8.8", "D"),
      cis("5.1.1"),
    ],
    url: "https://docs.aws.amazon.com/AmazonECR/latest/userguide/image-scanning.html",
  },
  {
    id: "VUL-02",
    title: "Clusters and nodes run versions that are patched",
    why: "A version out of support gets no fixes, and one that changes by itself changes when nobody watches. A release that is named is known, tested, and visibly old.",
    severity: "high",
    level: "mandatory",
    kind: "stack",
    appliesTo: ["aws:eks/cluster:Cluster", "aws:eks/nodeGroup:NodeGroup", "aws:ec2/launchTemplate:LaunchTemplate"],
    remediation:
      'Set `version` of the cluster to one in standard support (`supportedVersions` of the pack) and `upgradePolicy: { supportType: "STANDARD" }`; set `releaseVersion` on node groups, or `imageId` on their launch template.',
    mappings: [
      pci("6.3.3"),
      hipaa("164.308(a)(5)(ii)(B)", "S"),
      gdpr("32(1)(d)", "S"),
      popia("19(2)(d)"),
      iso("A.8.8"),
      iso("A.8.19"),
    ],
    url: "https://docs.aws.amazon.com/eks/latest/userguide/kubernetes-versions.html",
  },
  {
    id: "VUL-03",
    title: "Add-ons and charts have one exact version",
    why: "Without a version an update brings whatever is newest, on the day it is needed least, and nobody can say what ran before.",
    severity: "medium",
    level: "mandatory",
    kind: "resource",
    appliesTo: ["aws:eks/addon:Addon", "kubernetes:helm.sh/v3:Release", "kubernetes:helm.sh/v4:Chart"],
    remediation: "Set `addonVersion` on the add-on, and `version` on the release or chart, to one exact version.",
    mappings: [
      pci("6.3.2", "S"),
      pci("6.5.1", "S"),
      pci("2.2.1", "S"),
      hipaa("164.308(a)(5)(ii)(B)", "S"),
      gdpr("32(1)(b)", "S"),
      popia("19(2)(d)", "S"),
      iso("A.8.9"),
      iso("A.8.19"),
      iso("A.8.32"),
    ],
    url: "https://docs.aws.amazon.com/eks/latest/userguide/updating-an-add-on.html",
  },
];
