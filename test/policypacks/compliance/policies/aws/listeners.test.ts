import { broken, type Sample, unknown } from "../../../../support/samples";
import { type Case, cases } from "../../cases";

const listener: Sample = {
  type: "aws:lb/listener:Listener",
  name: "https",
  props: {
    loadBalancerArn: "arn:aws:elasticloadbalancing:eu-west-1:111122223333:loadbalancer/app/shop/0123456789abcdef",
    port: 443,
    protocol: "HTTPS",
    sslPolicy: "ELBSecurityPolicy-TLS13-1-2-Res-2021-06",
    defaultActions: [{ type: "forward", targetGroupArn: "arn:aws:elasticloadbalancing:…" }],
  },
};
const redirect = { type: "redirect", redirect: { protocol: "HTTPS", port: "443", statusCode: "HTTP_301" } };
const http: Sample = {
  type: listener.type,
  name: "http",
  props: { port: 80, protocol: "HTTP", defaultActions: [redirect] },
};
const policy = (name: unknown) => [broken(listener, "sslPolicy", name)];
const actions = (...list: unknown[]) => [broken(http, "defaultActions", list)];
const redirectTo = (protocol: unknown) =>
  actions(broken({ ...http, props: redirect }, "redirect.protocol", protocol).props);
const alias = (service: string, sample: Sample): Sample => ({ ...sample, type: `aws:${service}/listener:Listener` });

describe("TLS-03 listeners", () => {
  cases("TLS-03", [
    ["TLS 1.2 and 1.3", [listener], "pass"],
    ["TLS of a network load balancer", [broken(listener, "protocol", "TLS")], "pass"],
    ...["TLS13-1-3-2021-06", "TLS-1-2-Ext-2018-06", "FS-1-2-2019-08"].map((name): Case => [
      `policy ${name}`,
      policy(`ELBSecurityPolicy-${name}`),
      "pass",
    ]),
    ...["2016-08", "TLS13-1-0-2021-06", "TLS13-1-1-2021-06", "TLS-1-1-2017-01", "FS-2018-06", "FS-1-1-2019-08"].map(
      (name): Case => [`policy ${name}`, policy(`ELBSecurityPolicy-${name}`), "fail", "sslPolicy takes TLS before 1.2"],
    ),
    ["no policy", policy(undefined), "fail", "sslPolicy is not set, which means one of 2016"],
    ["an unknown policy", policy(unknown), "unknown"],
    ["a policy of the wrong type", policy(["ELBSecurityPolicy-TLS13-1-2-2021-06"]), "fail", "wrong type"],
    ["a redirect to HTTPS", [http], "pass"],
    ["a redirect by default", [broken(http, "protocol", undefined)], "pass"],
    ["HTTP by default", [broken(listener, "protocol", undefined)], "fail", 'type is "forward"; expected "redirect"'],
    ["HTTP that is forwarded", actions({ type: "forward" }), "fail", 'plain HTTP: defaultActions[0].type is "forward"'],
    ["HTTP that is answered", actions({ type: "fixed-response" }), "fail"],
    ["a redirect and a forward", actions(redirect, { type: "forward" }), "fail", "defaultActions[1]"],
    ["a redirect to HTTP", redirectTo("HTTP"), "fail", 'redirect.protocol is "HTTP"; expected "HTTPS"'],
    ["a redirect that keeps the protocol", redirectTo("#{protocol}"), "fail"],
    ["a redirect without a protocol", redirectTo(undefined), "fail", "redirect.protocol is not set, which means"],
    ["an unknown redirect", redirectTo(unknown), "unknown"],
    ["an action without a type", actions({}), "fail"],
    ["an unknown type of action", actions({ type: unknown }), "unknown", "defaultActions[0].type cannot be known"],
    ["an unknown action beside a forward", actions(unknown, { type: "forward" }), "fail"],
    ["unknown actions", [broken(http, "defaultActions", unknown)], "unknown"],
    ["no actions", [broken(http, "defaultActions", undefined)], "fail", "defaultActions is not set"],
    ["an empty list of actions", actions(), "fail"],
    ["actions of the wrong type", [broken(http, "defaultActions", "redirect")], "fail", "wrong type"],
    ["an unknown protocol", [broken(listener, "protocol", unknown)], "unknown"],
    ["a protocol that nobody knows", [broken(listener, "protocol", "s3cret")], "fail", "protocol is another text"],
    ["a protocol of the wrong type", [broken(listener, "protocol", 443)], "fail", "wrong type"],
    ...["TCP", "UDP", "TCP_UDP", "GENEVE"].map((protocol): Case => [
      `${protocol}, which the target ends`,
      [broken(listener, "protocol", protocol)],
      "not-applicable",
    ]),
    [
      "a gateway's, without protocol and port",
      [{ ...listener, props: { defaultActions: [{ type: "forward" }] } }],
      "not-applicable",
    ],
    ["an older token", [alias("alb", policy("ELBSecurityPolicy-2016-08")[0]!)], "fail"],
    ["the oldest token", [alias("elasticloadbalancingv2", http)], "pass"],
  ]);
});

describe("TLS-03 classic load balancers", () => {
  const classic = (...protocols: unknown[]): Sample => ({
    type: "aws:elb/loadBalancer:LoadBalancer",
    name: "old",
    props: {
      internal: true,
      listeners: protocols.map((lbProtocol) => ({
        lbPort: 443,
        instancePort: 8080,
        instanceProtocol: "http",
        lbProtocol,
      })),
    },
  });
  const listeners = (value: unknown) => [broken(classic(), "listeners", value)];
  cases("TLS-03", [
    ["https", [classic("https")], "pass", 'lbProtocol is "https"'],
    ["ssl in capitals", [classic("SSL")], "pass"],
    ["http", [classic("https", "http")], "fail", 'listeners[1].lbProtocol is "http"; expected "https" or "ssl"'],
    ["http in capitals", [classic("HTTP")], "fail"],
    ["tcp beside https", [classic("tcp", "https")], "pass"],
    ["tcp alone", [classic("tcp")], "not-applicable"],
    ["no protocol", listeners([{}]), "fail", "lbProtocol is not set"],
    ["a protocol that nobody knows", [classic("s3cret")], "fail", "another text"],
    ["a protocol of the wrong type", [classic(443)], "fail", "wrong type"],
    ["an unknown protocol", [classic(unknown)], "unknown"],
    ["an unknown protocol beside http", [classic(unknown, "http")], "fail"],
    ["unknown listeners", listeners(unknown), "unknown"],
    ["no listeners", listeners(undefined), "fail", "listeners is not set"],
    ["listeners of the wrong type", listeners("https"), "fail", "wrong type"],
    ["an older token", [{ ...classic("http"), type: "aws:elasticloadbalancing/loadBalancer:LoadBalancer" }], "fail"],
  ]);
});
