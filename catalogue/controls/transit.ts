import { ComponentType, type Control } from "../contracts";
import { objectTypes, podTypes } from "./kubernetes-types";
import { cis, gdpr, hipaa, iso, pci, popia } from "./mapping";

/** What is encrypted on its way: inside of the cluster by the mesh, and where traffic enters it. */
export const transitControls: Control[] = [
  {
    id: "TLS-01",
    title: "The mesh takes nothing but mutual TLS",
    why: "By default a mesh takes what is encrypted and what is not. Whoever is in the network then reads along, and calls services as anybody: a policy that goes by identity has none to go by.",
    severity: "high",
    level: "mandatory",
    kind: "stack",
    appliesTo: [
      "aws:eks/cluster:Cluster",
      ComponentType.Istio,
      "kubernetes:helm.sh/v3:Release",
      "kubernetes:helm.sh/v4:Chart",
      "kubernetes:security.istio.io/v1:PeerAuthentication",
      "kubernetes:security.istio.io/v1beta1:PeerAuthentication",
      "kubernetes:core/v1:Namespace",
      ...podTypes,
    ],
    remediation:
      'Install Istio beside each cluster, and create a PeerAuthentication without `selector` and with `mtls.mode: STRICT` in the mesh\'s root namespace (istio-system). Set PERMISSIVE or DISABLE nowhere, `portLevelMtls` included, and put each namespace into the mesh: `istio-injection: enabled`, `istio.io/rev`, or `istio.io/dataplane-mode: ambient`. Let no pod leave the mesh by `sidecar.istio.io/inject: "false"` or `istio.io/dataplane-mode: none`.',
    governedBy: { component: ComponentType.CompliantCluster, input: "istio", setting: "rampart:istio" },
    mappings: [
      pci("2.2.7", "S"),
      pci("4.2.1", "S", "The requirement is about open, public networks; traffic within a cluster only supports it."),
      pci("8.3.2", "S"),
      hipaa("164.312(e)(1)", "D"),
      hipaa("164.312(e)(2)(ii)", "D"),
      hipaa("164.312(e)(2)(i)"),
      gdpr("32(1)(a)", "D"),
      popia("19(1)(b)"),
      iso("A.8.20"),
      iso("A.8.21"),
      iso("A.8.24"),
    ],
    url: "https://istio.io/latest/docs/reference/config/security/peer_authentication/",
  },
  {
    id: "TLS-02",
    title: "Gateways take TLS 1.2 or later, and nothing in the clear",
    why: "What enters a cluster comes over networks that nobody here runs. A listener without TLS, or one that talks of 2006, gives away what is sent, and a rule that switches TLS off takes it back inside.",
    severity: "high",
    level: "mandatory",
    kind: "resource",
    appliesTo: ["Gateway", "DestinationRule"].flatMap((kind) =>
      ["v1", "v1beta1", "v1alpha3"].map((version) => `kubernetes:networking.istio.io/${version}:${kind}`),
    ),
    remediation:
      "Give each server of the Gateway the protocol HTTPS or TLS, `tls.mode` SIMPLE or MUTUAL and a `minProtocolVersion` of TLSV1_2 or TLSV1_3, or set `tls.httpsRedirect: true` where it takes plain HTTP; name its `hosts`, instead of `*`. Set no `tls.mode: DISABLE` in a DestinationRule; `tls: {}` means DISABLE. What a server passes through (PASSTHROUGH) is encrypted by somebody else, and is unknown here. Gateways of the Gateway API and which cipher suites are chosen are not judged.",
    governedBy: { component: ComponentType.CompliantCluster, input: "istio", setting: "rampart:istio" },
    mappings: [
      pci("4.2.1", "D"),
      hipaa("164.312(e)(1)"),
      hipaa("164.312(e)(2)(ii)", "D"),
      gdpr("32(1)(a)"),
      popia("19(1)(b)"),
      iso("A.8.21"),
      iso("A.8.24"),
      cis("5.4.5"),
    ],
    url: "https://istio.io/latest/docs/reference/config/networking/gateway/",
  },
  {
    id: "TLS-03",
    title: "Load balancers take TLS 1.2 or later, and nothing in the clear",
    why: "A load balancer stands where the traffic of strangers comes in. The policy that a listener gets when nobody names one still talks TLS 1.0, and a listener for plain HTTP gives away passwords and cookies.",
    severity: "high",
    level: "mandatory",
    kind: "resource",
    appliesTo: [
      "aws:lb/listener:Listener",
      "aws:alb/listener:Listener",
      "aws:elasticloadbalancingv2/listener:Listener",
      "aws:elb/loadBalancer:LoadBalancer",
      "aws:elasticloadbalancing/loadBalancer:LoadBalancer",
      ...objectTypes(
        "networking.k8s.io/v1:Ingress",
        "networking.k8s.io/v1beta1:Ingress",
        "extensions/v1beta1:Ingress",
        "core/v1:Service",
      ),
    ],
    remediation:
      "Give listeners the protocol HTTPS or TLS, with an `sslPolicy` of TLS 1.2 and later such as `ELBSecurityPolicy-TLS13-1-2-Res-2021-06`, and let those of plain HTTP only redirect to HTTPS. Give an Ingress `spec.tls` or the annotation `alb.ingress.kubernetes.io/certificate-arn`, with `ssl-redirect` where it also listens on HTTP, and name its hosts. Give a Service with `service.beta.kubernetes.io/aws-load-balancer-ssl-cert` also `aws-load-balancer-ssl-negotiation-policy`.",
    mappings: [
      pci("4.2.1", "D"),
      pci("2.2.5", "S"),
      hipaa("164.312(e)(1)"),
      hipaa("164.312(e)(2)(ii)", "D"),
      gdpr("32(1)(a)"),
      popia("19(1)(b)"),
      iso("A.8.21"),
      cis("5.4.5"),
    ],
    url: "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/describe-ssl-policies.html",
  },
  {
    id: "TLS-04",
    title: "Buckets refuse requests that are not encrypted",
    why: "S3 answers over plain HTTP as well, unless the bucket's own policy refuses it. One client with an old address in its configuration then sends logs or backups in the clear.",
    severity: "medium",
    level: "mandatory",
    kind: "resource",
    appliesTo: ["aws:s3/bucket:Bucket", "aws:s3/bucketV2:BucketV2", "aws:s3/bucketPolicy:BucketPolicy"],
    untilDeployment:
      "A policy that names another resource of the stack is known as a whole only once that resource is there: the AWS provider makes one text of it.",
    remediation:
      'Give each bucket a `BucketPolicy` with a statement that has the effect Deny, the principal `"*"`, the action `s3:*`, the bucket and its objects (`<arn>` and `<arn>/*`) as resources, and no condition but `Bool` with `aws:SecureTransport` `"false"`.',
    mappings: [
      pci("4.2.1"),
      pci("2.2.7", "S"),
      hipaa("164.312(e)(1)"),
      gdpr("32(1)(a)"),
      popia("19(1)(b)"),
      iso("A.8.24"),
    ],
    url: "https://docs.aws.amazon.com/AmazonS3/latest/userguide/security-best-practices.html",
  },
];
