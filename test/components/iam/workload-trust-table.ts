import { WorkloadIdentity } from "../../../components/cluster/identity";
import { everything, knowing, pod, type Pod, role, service, source, token } from "./callers";
import type { Caller } from "./judge";
import { abroad, elsewhere, regional, type Site } from "./sites";
import type { TrustRow } from "./trust-table";

/** Each role that pods take, and the one service account that takes it. */
const workloads: Record<string, { namespace: string; account: string }> = {
  "main-falco-k8saudit": { namespace: "falco", account: "falco-k8saudit" },
  "main-falco-falcosidekick": { namespace: "falco", account: "falcosidekick" },
  "main-velero-velero": { namespace: "velero", account: "velero" },
  "main-velero-restore-drill": { namespace: "velero", account: "restore-drill" },
  "main-trivy-scanner": { namespace: "trivy-system", account: "trivy-operator" },
  "main-logs-writer": { namespace: "logging", account: "fluent-bit" },
  "main-secrets-controller": { namespace: "external-secrets", account: "external-secrets" },
  "main-lb-load-balancers": {
    namespace: "aws-load-balancer-controller",
    account: "aws-load-balancer-controller",
  },
};

const byPodIdentity = ["sts:AssumeRole", "sts:TagSession"];
const byToken = ["sts:AssumeRoleWithWebIdentity"];

/** Who may take which role of an add-on. */
export const workloadTrustTable: Record<string, TrustRow> = {
  ...Object.fromEntries(Object.entries(workloads).flatMap(([name, its]) => rowsOf(name, its))),
  "Pod Identity, for Falco's agents on nodes": {
    caller: (site) => pod(site, { namespace: "falco", account: "falco" }),
  },
  "a token of Falco's agents on nodes": { caller: (site) => token(site, "falco:falco") },

  "the role of the controller of secrets": {
    caller: (site) => role(site, "main-secrets-controller", []),
    takes: { "main-secrets-store-platform": byPodIdentity, "main-secrets-store-payments": byPodIdentity },
  },
  "a role whose name only begins like the controller's, and that may take every role": {
    caller: (site) => role(site, "main-secrets-controller2", everything("sts:*")),
  },
  "a role of that name in another account, that may take every role": {
    caller: (site) => role(elsewhere(site), "main-secrets-controller", everything("sts:*")),
  },
  "the role of a store, if it might take every role": {
    caller: (site) => role(site, "main-secrets-store-platform", everything("sts:*")),
  },

  "CloudWatch Logs, for a log group of the region": {
    caller: (site) => logs(site),
    takes: { "main-logs-archive-subscription": ["sts:AssumeRole"] },
  },
  "CloudWatch Logs, for a log group of another region": { caller: (site) => logs(site, abroad(site)) },
  "CloudWatch Logs, for a log group of another account": { caller: (site) => logs(site, elsewhere(site)) },
  "CloudWatch Logs of another region, for a log group of this one": { caller: (site) => logs(abroad(site), site) },
  "CloudWatch Logs, for nothing in particular": {
    caller: (site) => ({ ...logs(site), context: {} }),
  },
  "another service, in the name of a log group": {
    caller: (site) => ({ ...logs(site), principal: "lambda.amazonaws.com" }),
  },

  "Firehose, for the archive's stream": {
    caller: (site) => firehose(site),
    takes: { "main-logs-archive-delivery": ["sts:AssumeRole"] },
  },
  "Firehose, for another cluster's stream": { caller: (site) => firehose(site, "main2-log-archive") },
  "Firehose, for a stream of that name in another region": { caller: (site) => firehose(abroad(site)) },
  "Firehose, for a stream of that name in another account": { caller: (site) => firehose(elsewhere(site)) },
  "Firehose, for a stream of another account that claims this one": {
    caller: (site) => knowing(firehose(elsewhere(site)), { "aws:SourceAccount": site.account }),
  },
  "Firehose, for the archive's stream, which claims another account": {
    caller: (site) => knowing(firehose(site), { "aws:SourceAccount": elsewhere(site).account }),
  },
  "Firehose, for nothing in particular": { caller: () => service("firehose.amazonaws.com") },
  "another service, in the name of the archive's stream": {
    caller: (site) => ({ ...firehose(site), principal: "lambda.amazonaws.com" }),
  },
};

/** The service account takes the role, by either mechanism; what is called much the same takes none. */
function rowsOf(name: string, its: Pod): [string, TrustRow][] {
  const { namespace, account } = its;
  const subject = `${namespace}:${account}`;
  const podRow = (of: Pod): TrustRow => ({ caller: (site) => pod(site, of) });
  const tokenRow = (of: string, id?: string): TrustRow => ({
    caller: (site) => token(site, of, { ...(id && { id }) }),
  });
  return [
    [
      `Pod Identity, for ${subject}`,
      { ...podRow(its), takes: { [name]: byPodIdentity }, only: WorkloadIdentity.PodIdentity },
    ],
    [`Pod Identity, for ${subject} of another cluster`, podRow({ ...its, cluster: "main2" })],
    [`Pod Identity, for ${account} in another namespace`, podRow({ ...its, namespace: "default" })],
    [`Pod Identity, for another account of ${subject}'s namespace`, podRow({ ...its, account: "default" })],
    [`Pod Identity, for ${subject} in another account of AWS`, { caller: (site) => pod(elsewhere(site), its) }],
    [`a token of ${subject}`, { ...tokenRow(subject), takes: { [name]: byToken }, only: WorkloadIdentity.Irsa }],
    [`a token of ${subject} of another cluster`, tokenRow(subject, "FEDCBA9876543210FEDCBA9876543210")],
    [`a token of ${account} in another namespace`, tokenRow(`default:${account}`)],
    [`a token of another account of ${subject}'s namespace`, tokenRow(`${namespace}:default`)],
    [`a token of an account that only begins like ${subject}`, tokenRow(`${subject}2`)],
  ];
}

/** CloudWatch Logs of one region, which speaks for a log group of one place. */
function logs(site: Site, owner = site): Caller {
  const group = regional(owner, "logs", "log-group:/aws/eks/main/application:*");
  return service(`logs.${site.region}.${site.dnsSuffix}`, source(group));
}

function firehose(site: Site, name = "main-log-archive"): Caller {
  return service("firehose.amazonaws.com", source(regional(site, "firehose", `deliverystream/${name}`), site.account));
}
