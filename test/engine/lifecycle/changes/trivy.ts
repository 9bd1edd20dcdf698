import { setting } from "../settings";
import { type Change, inherited, rare, row } from "./row";

/** Scans of what runs. */
export const trivy: Change[] = [
  row(
    "rampart:trivy",
    inherited,
    "another scanner: ours and its role go",
    [
      "delete Namespace prod-trivy-trivy-system",
      "delete NetworkPolicy prod-trivy-trivy-system-{allow-operator,allow-scan-jobs,default-deny}",
      "delete Release prod-trivy-trivy-operator",
      "delete TrivyOperator prod-trivy",
      "delete {PodIdentityAssociation,Role,RolePolicy} prod-trivy-scanner",
      "update CompliantCluster prod",
    ],
    {
      ...rare,
      keys: ["rampart:trivy.mode"],
    },
  ),
  row("rampart:trivy.complianceSpecs", ["eks-cis-1.4"], "fewer compliance reports", [
    "update Release prod-trivy-trivy-operator: values",
  ]),
  row("rampart:trivy.failEntriesLimit", 100, "reports that name more", [
    "update Release prod-trivy-trivy-operator: values",
  ]),
  row("rampart:trivy.severities", ["LOW", "MEDIUM", "HIGH", "CRITICAL"], "flaws of a lower severity", [
    "update Release prod-trivy-trivy-operator: values",
    "update TrivyOperator prod-trivy",
  ]),
  row("rampart:trivy.ignoreUnfixed", true, "flaws that can be fixed only", [
    "update Release prod-trivy-trivy-operator: values",
    "update TrivyOperator prod-trivy",
  ]),
  row("rampart:trivy.excludedNamespaces", ["kube-system", "builds"], "a namespace that is not scanned", [
    "update Release prod-trivy-trivy-operator: values",
    "update TrivyOperator prod-trivy",
  ]),
  row("rampart:trivy.registryAccounts", ["444455556666"], "images of another account", [
    "update RolePolicy prod-trivy-scanner: policy",
  ]),
  row("rampart:trivy.readPullSecrets", true, "images behind a login", [
    "update Release prod-trivy-trivy-operator: values",
    "update TrivyOperator prod-trivy",
  ]),
  row("rampart:trivy.scanJobs.concurrent", 10, "more scans at once", [
    "update Release prod-trivy-trivy-operator: values",
  ]),
  row("rampart:trivy.scanJobs.timeoutMinutes", 20, "scans that may take longer", [
    "update Release prod-trivy-trivy-operator: values",
  ]),
  row("rampart:trivy.scanJobs.memoryMib", 2048, "scans with more memory", [
    "update Release prod-trivy-trivy-operator: values",
  ]),
  row("rampart:trivy.scanJobs.tolerations", [{ key: "dedicated", value: "shop" }], "scans on nodes with a taint", [
    "update Release prod-trivy-trivy-operator: values",
  ]),
  row("rampart:trivy.server", true, "a server that holds the database of flaws", [
    "create NetworkPolicy prod-trivy-trivy-system-allow-server",
    "update NetworkPolicy prod-trivy-trivy-system-allow-{operator,scan-jobs}: spec",
    "update Release prod-trivy-trivy-operator: values",
  ]),
  {
    ...row("rampart:trivy.serverStorageClass", "encrypted", "a server's volume of another class", [
      "create NetworkPolicy prod-trivy-trivy-system-allow-server",
      "update NetworkPolicy prod-trivy-trivy-system-allow-{operator,scan-jobs}: spec",
      "update Release prod-trivy-trivy-operator: values",
    ]),
    change: (settings) => {
      setting("rampart:trivy.server", true)(settings);
      setting("rampart:trivy.serverStorageClass", "encrypted")(settings);
    },
  },
  row("rampart:trivy.values", { operator: { revisionHistoryLimit: 2 } }, "a value of the operator's own chart", [
    "update Release prod-trivy-trivy-operator: values",
  ]),
];
