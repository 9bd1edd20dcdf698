import { type Change, row } from "./row";

/** Where charts and images come from. */
export const mirror: Change[] = [
  row(
    "rampart:mirror.charts",
    "oci://111122223333.dkr.ecr.eu-central-1.amazonaws.com/charts",
    "charts from a repository of yours",
    [
      "update Release prod-{calico-calico,falco-falco,falco-falco-k8saudit,falco-falcosidekick,gatekeeper-gatekeeper,gateway-istio-ingress,istio-istio-base,istio-istio-cni,istio-istiod-1-30-3,lb-aws-load-balancer-controller,logs-fluent-bit,secrets-external-secrets,trivy-trivy-operator,velero-velero}: chart, repositoryOpts",
    ],
  ),
  row(
    "rampart:mirror.registries",
    { "*": "111122223333.dkr.ecr.eu-central-1.amazonaws.com/copies" },
    "images from a registry of yours",
    [
      "update CronJob prod-velero-restore-drill: spec",
      "update Installation prod-calico-installation: spec",
      "update Release prod-{calico-calico,falco-falco,falco-falco-k8saudit,falco-falcosidekick,gatekeeper-gatekeeper,istio-istio-cni,istio-istiod-1-30-3,lb-aws-load-balancer-controller,logs-fluent-bit,secrets-external-secrets,trivy-trivy-operator,velero-velero}: values",
    ],
  ),
];
