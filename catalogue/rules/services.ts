import { type ObjectRule, RuleParameter, type RuleSet, type RuleVariable } from "../contracts";
import { exposed, textIn } from "./annotations";
import { modernTlsPolicy } from "./tls-policies";

const annotation = (name: string) => `service.beta.kubernetes.io/aws-load-balancer-${name}`;
const isSet = (name: string, test: (text: string) => string) => textIn("variables.ann", annotation(name), test);

/**
 * spec: what is asked for. type: how the Service is reached. ann: the annotations. internal: whether its load balancer is
 * for the VPC alone; the newer annotation wins, and without either it is public. certificate: whether it ends TLS.
 */
const variables: RuleVariable[] = [
  { name: "spec", expression: "has(variables.anyObject.spec) ? variables.anyObject.spec : {}" },
  { name: "type", expression: 'has(variables.spec.type) ? variables.spec.type : "ClusterIP"' },
  {
    name: "ann",
    expression: "has(variables.anyObject.metadata.annotations) ? variables.anyObject.metadata.annotations : {}",
  },
  {
    name: "internal",
    expression: `${JSON.stringify(annotation("scheme"))} in variables.ann ? ${isSet("scheme", (text) => `${text} == "internal"`)} : ${isSet("internal", (text) => `${text} == "true"`)}`,
  },
  { name: "certificate", expression: isSet("ssl-cert", (text) => `${text} != ""`) },
  exposed,
];

const balancer = 'variables.type == "LoadBalancer"';

const reach: ObjectRule[] = [
  {
    id: "service-node-port",
    control: "NET-08",
    expression: 'variables.type != "NodePort"',
    message: "the Service opens a port of every node",
    remediation: "Use the type ClusterIP, and let an Ingress or a gateway lead to the Service.",
  },
  {
    id: "service-external-ips",
    control: "NET-08",
    expression: "!has(variables.spec.externalIPs) || size(variables.spec.externalIPs) == 0",
    message: "the Service takes traffic for any address that its author names",
    remediation: "Remove `externalIPs`; a load balancer gets an address that is its own.",
  },
  {
    id: "service-internet",
    control: "NET-08",
    expression: `!(${balancer}) || variables.internal || variables.isExposed`,
    message: "the load balancer of the Service is on the internet",
    remediation:
      "Set the annotation `service.beta.kubernetes.io/aws-load-balancer-scheme: internal`, or name the Service in `rules.exposed` of the pack.",
    parameters: [RuleParameter.Exposed],
  },
];

const transit: ObjectRule[] = [
  {
    id: "service-tls-policy",
    control: "TLS-03",
    expression: `!(${balancer}) || !variables.certificate || ${isSet("ssl-negotiation-policy", (text) => `${text}.matches(${JSON.stringify(modernTlsPolicy)})`)}`,
    message: "the load balancer of the Service takes TLS before 1.2, as it does without a policy",
    remediation:
      "Set the annotation `service.beta.kubernetes.io/aws-load-balancer-ssl-negotiation-policy` to a policy of TLS 1.2 and later such as `ELBSecurityPolicy-TLS13-1-2-Res-2021-06`.",
  },
  {
    id: "service-plain-http",
    control: "TLS-03",
    expression: `!(${balancer}) || variables.certificate || !${isSet("backend-protocol", (text) => `${text}.matches("(?i)^http$")`)}`,
    message: "the load balancer of the Service takes plain HTTP",
    remediation:
      "Set the annotations `service.beta.kubernetes.io/aws-load-balancer-ssl-cert` and `aws-load-balancer-ssl-negotiation-policy`, or the backend protocol `tcp` where the pod ends TLS.",
  },
];

/** How a Service is reached from outside of the cluster, and what its load balancer takes. */
export const services: RuleSet = {
  id: "services",
  subject: "object",
  kinds: [{ apiGroups: [""], kinds: ["Service"] }],
  variables,
  rules: [...reach, ...transit],
};
