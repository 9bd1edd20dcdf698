import type { ChartPin } from "../contracts";

/** Listener policies of Elastic Load Balancing that take nothing below TLS 1.2. */
const modernListenerPolicies = [
  "ELBSecurityPolicy-TLS13-1-2-2021-06",
  "ELBSecurityPolicy-TLS13-1-2-Res-2021-06",
  "ELBSecurityPolicy-TLS13-1-3-2021-06",
  "ELBSecurityPolicy-TLS13-1-2-FIPS-2023-04",
  "ELBSecurityPolicy-TLS13-1-2-Res-FIPS-2023-04",
  "ELBSecurityPolicy-TLS13-1-3-FIPS-2023-04",
];

/** Those that take less, by which a report may call what it finds. */
const outdatedListenerPolicies = [
  "ELBSecurityPolicy-2016-08",
  "ELBSecurityPolicy-TLS-1-0-2015-04",
  "ELBSecurityPolicy-TLS-1-1-2017-01",
  "ELBSecurityPolicy-TLS13-1-0-2021-06",
  "ELBSecurityPolicy-TLS13-1-1-2021-06",
];

export const awsLoadBalancerController: ChartPin = {
  chart: "aws-load-balancer-controller",
  release: "aws-load-balancer-controller",
  repository: "https://aws.github.io/eks-charts",
  // renovate: datasource=helm depName=aws-load-balancer-controller registryUrl=https://aws.github.io/eks-charts
  version: "3.5.0",
  appVersion: "v3.5.0",
  namespace: "aws-load-balancer-controller",
  exemptBecause:
    "Ingress objects wait for this controller's webhook, so its pods must be able to start while Gatekeeper is down.",
  images: [
    {
      image: "public.ecr.aws/eks/aws-load-balancer-controller:v3.5.0",
      keys: [{ path: "image.repository", holds: "image" }],
    },
  ],
  crdGroups: ["aga.k8s.aws", "elbv2.k8s.aws", "gateway.k8s.aws"],
  webhookPorts: [9443],
  securityValues: {
    replicaCount: { default: 2 },
    // The API server then asks this controller about every Service, and all that brings one waits for it.
    enableServiceMutatorWebhook: { default: true },
    "webhookConfig.disableIngressValidation": { default: null },
    "webhookConfig.ingressValdationFailurePolicy": { default: "Fail" },
    "clusterSecretsPermissions.allowAllSecrets": { default: false },
    // Without one, listeners take TLS 1.0.
    defaultSSLPolicy: {
      default: null,
      control: "TLS-02",
      oneOf: modernListenerPolicies,
      words: outdatedListenerPolicies,
    },
    keepTLSSecret: { default: false },
    hostNetwork: { default: false },
  },
  protectedPaths: [{ path: "defaultSSLPolicy", control: "TLS-02" }],
  templateOnlyPaths: [
    {
      path: "podSecurityContext.seccompProfile",
      source: "templates/deployment.yaml writes the whole map podSecurityContext, of which values.yaml lists one key",
    },
    {
      path: "securityContext.capabilities",
      source: "templates/deployment.yaml writes the whole map securityContext, of which values.yaml lists three keys",
    },
  ],
};
