import { charts } from "../../../../catalogue";
import { ec2 } from "./ec2";
import { eks } from "./eks";
import { iam } from "./iam";
import type { Reference } from "./reference";
import { registry } from "./registry";
import { s3 } from "./s3";
import { watching } from "./watching";

export type { Reference } from "./reference";

/**
 * What AWS checks. Resources that the program does not create are written into the cloud by the test. The words are the
 * errors that the service model declares for the call.
 */
export const references: Reference[] = [...ec2, ...eks, ...iam, ...registry, ...s3, ...watching];

/** Properties that forbid a delete while they are true, and the service's words. */
export const deletionLocks: Record<string, { at: string; message: string }> = {
  "aws:cloudwatch/logGroup:LogGroup": {
    at: "deletionProtectionEnabled",
    message: "ValidationException: Log group is protected from deletion",
  },
  "aws:eks/cluster:Cluster": {
    at: "deletionProtection",
    message: "InvalidRequestException: Cluster deletion protection is enabled",
  },
};

/** Who brings the kinds of an API group into a cluster: a chart, an add-on of EKS, or an object that names the kind. */
export type KindMaker =
  { charts: string[] } | { addon: string } | { template: string; kindAt: string } | { object: string };

export const kindMakers: Record<string, KindMaker> = {
  ...ofCharts(),
  "constraints.gatekeeper.sh": {
    template: "kubernetes:templates.gatekeeper.sh/v1:ConstraintTemplate",
    kindAt: "spec.crd.spec.names.kind",
  },
  // An API server of its own answers for these.
  "projectcalico.org": { object: "kubernetes:operator.tigera.io/v1:APIServer" },
  "snapshot.storage.k8s.io": { addon: "snapshot-controller" },
};

/** Every group of the pinned charts. */
function ofCharts(): Record<string, KindMaker> {
  const pins = Object.values(charts);
  const groups = pins.flatMap(({ crdGroups }) => crdGroups);
  const chartsOf = (group: string) =>
    pins.filter(({ crdGroups }) => crdGroups.includes(group)).map(({ chart }) => chart);
  return Object.fromEntries(groups.map((group) => [group, { charts: chartsOf(group) }]));
}

/** Namespaces that every cluster has. */
export const builtInNamespaces: ReadonlySet<string> = new Set([
  "default",
  "kube-node-lease",
  "kube-public",
  "kube-system",
]);
