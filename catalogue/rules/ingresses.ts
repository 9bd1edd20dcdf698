import { type ObjectRule, RuleParameter, type RuleSet, type RuleVariable } from "../contracts";
import { exposed, textIn } from "./annotations";
import { modernTlsPolicy } from "./tls-policies";

const annotation = (name: string) => `alb.ingress.kubernetes.io/${name}`;
const isSet = (name: string, test: (text: string) => string) => textIn("variables.ann", annotation(name), test);

/** spec: what is asked for. ann: the annotations. secure: whether there is a certificate. */
const variables: RuleVariable[] = [
  { name: "spec", expression: "has(variables.anyObject.spec) ? variables.anyObject.spec : {}" },
  {
    name: "ann",
    expression: "has(variables.anyObject.metadata.annotations) ? variables.anyObject.metadata.annotations : {}",
  },
  {
    name: "secure",
    expression: `(has(variables.spec.tls) && size(variables.spec.tls) > 0) || ${isSet("certificate-arn", (text) => `${text} != ""`)}`,
  },
  exposed,
];

const transit: ObjectRule[] = [
  {
    id: "ingress-tls",
    control: "TLS-03",
    expression: "variables.secure == true",
    message: "the Ingress takes traffic that is not encrypted",
    remediation: "Set `spec.tls`, or the annotation `alb.ingress.kubernetes.io/certificate-arn`.",
  },
  {
    id: "ingress-hosts",
    control: "TLS-03",
    expression:
      '!has(variables.spec.rules) || variables.spec.rules.all(r, has(r.host) && r.host != "" && !r.host.startsWith("*"))',
    message: "a rule of the Ingress takes every host, or every one below a domain",
    remediation: "Name the host of each of `spec.rules`, without a `*`.",
  },
  {
    id: "ingress-tls-policy",
    control: "TLS-03",
    expression: `!(${JSON.stringify(annotation("ssl-policy"))} in variables.ann) || ${isSet("ssl-policy", (text) => `${text}.matches(${JSON.stringify(modernTlsPolicy)})`)}`,
    message: "the load balancer of the Ingress takes TLS before 1.2",
    remediation:
      "Set the annotation `alb.ingress.kubernetes.io/ssl-policy` to a policy of TLS 1.2 and later such as `ELBSecurityPolicy-TLS13-1-2-Res-2021-06`.",
  },
  {
    id: "ingress-redirect",
    control: "TLS-03",
    expression: `!variables.secure || !${isSet("listen-ports", (text) => `${text}.contains("\\"HTTP\\"")`)} || ${isSet("ssl-redirect", (text) => `${text} != ""`)}`,
    message: "the load balancer of the Ingress takes plain HTTP as well, and redirects nobody",
    remediation:
      'Set the annotation `alb.ingress.kubernetes.io/ssl-redirect: "443"`, or take HTTP out of `listen-ports`.',
  },
];

/** What an Ingress takes, and from where. */
export const ingresses: RuleSet = {
  id: "ingresses",
  subject: "object",
  kinds: [{ apiGroups: ["networking.k8s.io"], kinds: ["Ingress"] }],
  variables,
  rules: [
    ...transit,
    {
      id: "ingress-internet",
      control: "NET-08",
      expression: `!${isSet("scheme", (text) => `${text} == "internet-facing"`)} || ${isSet("wafv2-acl-arn", (text) => `!(${text} in ["", "none"])`)} || variables.isExposed`,
      message: "the Ingress is on the internet, and no web ACL is before it",
      remediation:
        "Set the annotation `alb.ingress.kubernetes.io/wafv2-acl-arn`, or the scheme `internal`, or name the Ingress in `rules.exposed` of the pack.",
      parameters: [RuleParameter.Exposed],
    },
  ],
};
