import { Regime, type RegimeCatalogue } from "../contracts";
import { inherited, notYet, outOfReach, plan, planAndAdmission, planAndRuntime, requirement } from "./requirement";

const rbac = "roles and role bindings are not judged";
const nodeFile = outOfReach(
  "it is a file on the node, which the managed AMI of EKS brings",
  "Use a managed AMI, or check your own with kube-bench on a node",
);
const kubeletFlag = outOfReach(
  "it is an argument of the kubelet, which the managed AMI of EKS sets",
  "Use a managed AMI without kubelet arguments in user data, or check a node with kube-bench",
);

/** Titles are ours: the text of the benchmark is copyrighted. */
export const cisEks: RegimeCatalogue = {
  id: Regime.CisEks,
  name: "CIS Amazon EKS Benchmark",
  version: "1.8.0",
  source: "Recommendation numbers of the benchmark",
  requirements: [
    requirement("2.1.1", "Audit logs of the control plane are on", plan),
    requirement("3.1.1", "Only root can write the kubelet's kubeconfig", inherited, nodeFile),
    requirement("3.1.2", "The kubelet's kubeconfig belongs to root", inherited, nodeFile),
    requirement("3.1.3", "Only root can write the kubelet's configuration", inherited, nodeFile),
    requirement("3.1.4", "The kubelet's configuration belongs to root", inherited, nodeFile),
    requirement("3.2.1", "The kubelet answers no anonymous requests", inherited, kubeletFlag),
    requirement("3.2.2", "The kubelet does not authorise everything", inherited, kubeletFlag),
    requirement("3.2.3", "The kubelet knows the CA of its clients", inherited, kubeletFlag),
    requirement("3.2.4", "The kubelet's read-only port is off", inherited, kubeletFlag),
    requirement("3.2.5", "The kubelet ends idle streaming connections", inherited, kubeletFlag),
    requirement("3.2.6", "The kubelet manages the node's iptables chains", inherited, kubeletFlag),
    requirement("3.2.7", "The kubelet records enough events", inherited, kubeletFlag),
    requirement("3.2.8", "The kubelet renews its client certificate", inherited, kubeletFlag),
    requirement("3.2.9", "The kubelet renews its serving certificate", inherited, kubeletFlag),
    requirement("4.1.1", "The role cluster-admin is bound only where needed", planAndAdmission),
    requirement(
      "4.1.2",
      "Few may read Secrets",
      planAndAdmission,
      notYet(rbac, "Review who may get, list and watch Secrets"),
    ),
    requirement(
      "4.1.3",
      "Roles use few wildcards",
      planAndAdmission,
      notYet(rbac, "Search roles for * in verbs and resources"),
    ),
    requirement(
      "4.1.4",
      "Few may create pods",
      planAndAdmission,
      notYet(rbac, "Review who may create pods and what creates them"),
    ),
    requirement(
      "4.1.5",
      "Default service accounts are not used",
      planAndAdmission,
      notYet("service accounts of pods are not judged", "Give each workload a service account of its own"),
    ),
    requirement(
      "4.1.6",
      "Tokens of service accounts are mounted only where needed",
      planAndAdmission,
      notYet(
        "automountServiceAccountToken is not judged",
        "Set automountServiceAccountToken: false where no API access is needed",
      ),
    ),
    requirement("4.1.7", "Access is managed by the cluster's access entries", plan),
    requirement(
      "4.1.8",
      "Few may bind, impersonate and escalate",
      planAndAdmission,
      notYet(rbac, "Search roles for these three verbs"),
    ),
    requirement(
      "4.1.9",
      "Few may create persistent volumes",
      planAndAdmission,
      notYet(rbac, "Search roles for creation of persistentvolumes"),
    ),
    requirement(
      "4.1.10",
      "Few may reach the proxy of nodes",
      planAndAdmission,
      notYet(rbac, "Search roles for nodes/proxy"),
    ),
    requirement(
      "4.1.11",
      "Few may change webhook configurations",
      planAndAdmission,
      notYet(rbac, "Search roles for the two kinds of webhook configuration"),
    ),
    requirement(
      "4.1.12",
      "Few may create tokens of service accounts",
      planAndAdmission,
      notYet(rbac, "Search roles for serviceaccounts/token"),
    ),
    requirement("4.2.1", "Privileged containers are refused", planAndAdmission),
    requirement("4.2.2", "Sharing the node's process namespace is refused", planAndAdmission),
    requirement("4.2.3", "Sharing the node's IPC namespace is refused", planAndAdmission),
    requirement("4.2.4", "Sharing the node's network namespace is refused", planAndAdmission),
    requirement("4.2.5", "Privilege escalation is refused", planAndAdmission),
    requirement("4.3.1", "The network plugin enforces network policies", planAndRuntime),
    requirement("4.3.2", "Every namespace has a network policy", plan),
    requirement("4.4.1", "Secrets come as files rather than as environment variables", planAndAdmission),
    requirement("4.4.2", "Secrets live in an external store", plan),
    requirement(
      "4.5.1",
      "Namespaces separate resources",
      plan,
      notYet("how namespaces divide workloads is not judged", "Give each team and application a namespace"),
    ),
    requirement(
      "4.5.2",
      "The default namespace is not used",
      planAndAdmission,
      notYet("the namespace of workloads is not judged", "Name a namespace in every manifest"),
    ),
    requirement("5.1.1", "Images are scanned for vulnerabilities", planAndRuntime),
    requirement("5.1.2", "Few people may write to ECR", plan),
    requirement("5.1.3", "The cluster may only read from ECR", plan),
    requirement(
      "5.1.4",
      "Only approved registries are used",
      planAndAdmission,
      notYet("registries of images are not judged", "List the registries, and refuse others at admission"),
    ),
    requirement("5.2.1", "Workloads have an AWS identity of their own", plan),
    requirement("5.3.1", "Secrets are encrypted with a customer-managed key", plan),
    requirement("5.4.1", "Access to the API endpoint is restricted", plan),
    requirement("5.4.2", "The API endpoint is private", plan),
    requirement("5.4.3", "Nodes are private", plan),
    requirement("5.4.4", "Network policies are on and in use", planAndRuntime),
    requirement("5.4.5", "Traffic to load balancers is encrypted with TLS", planAndRuntime),
    requirement("5.5.1", "Users are managed through AWS IAM", plan),
  ],
};
