import { expect } from "chai";
import { ingresses } from "../../../catalogue/rules/ingresses";
import { brokenIn } from "../support/evaluate";
import type { Json } from "../support/pods";

const tls = [{ hosts: ["shop.example"], secretName: "shop-tls" }];
const rules = [{ host: "shop.example" }];
const certificate = { "certificate-arn": "arn:aws:acm:eu-west-1:111122223333:certificate/1" };

const ingress = (spec: Json, annotations?: Record<string, string>): Json => ({
  apiVersion: "networking.k8s.io/v1",
  kind: "Ingress",
  metadata: {
    name: "web",
    namespace: "shop",
    ...(annotations === undefined
      ? {}
      : {
          annotations: Object.fromEntries(
            Object.entries(annotations).map(([name, text]) => [`alb.ingress.kubernetes.io/${name}`, text]),
          ),
        }),
  },
  spec,
});
const byArn = (annotations: Record<string, string>) => ingress({ rules }, { ...certificate, ...annotations });
const ports = (...names: string[]) => JSON.stringify(names.map((name, index) => ({ [name]: 80 + index })));
const broken = (object: Json, exposed: string[] = []) => brokenIn(ingresses, object, { parameters: { exposed } });

describe("catalogue/rules: ingresses", () => {
  const table: [what: string, object: Json, breaks: string[]][] = [
    ["a certificate", ingress({ tls, rules }), []],
    ["a certificate of ACM", byArn({}), []],
    ["no certificate", ingress({ rules }), ["ingress-tls"]],
    ["an empty list of certificates", ingress({ tls: [], rules }), ["ingress-tls"]],
    ["an empty name of a certificate", ingress({ rules }, { "certificate-arn": "" }), ["ingress-tls"]],
    ["no spec", { apiVersion: "networking.k8s.io/v1", kind: "Ingress", metadata: { name: "web" } }, ["ingress-tls"]],
    ["no rules", ingress({ tls }), []],
    ["no host", ingress({ tls, rules: [...rules, { http: {} }] }), ["ingress-hosts"]],
    ["an empty host", ingress({ tls, rules: [{ host: "" }] }), ["ingress-hosts"]],
    ["every host of a domain", ingress({ tls, rules: [...rules, { host: "*.example" }] }), ["ingress-hosts"]],
    ["a policy of TLS 1.2", byArn({ "ssl-policy": "ELBSecurityPolicy-TLS13-1-2-Res-2021-06" }), []],
    ["a policy of TLS 1.1", byArn({ "ssl-policy": "ELBSecurityPolicy-TLS-1-1-2017-01" }), ["ingress-tls-policy"]],
    ["an empty policy", byArn({ "ssl-policy": "" }), ["ingress-tls-policy"]],
    ["HTTPS alone", byArn({ "listen-ports": ports("HTTPS", "HTTPS") }), []],
    ["HTTP as well", byArn({ "listen-ports": ports("HTTP", "HTTPS") }), ["ingress-redirect"]],
    [
      "HTTP as well, with a certificate of its own",
      ingress({ tls, rules }, { "listen-ports": ports("HTTP") }),
      ["ingress-redirect"],
    ],
    ["HTTP that is redirected", byArn({ "listen-ports": ports("HTTP", "HTTPS"), "ssl-redirect": "443" }), []],
    [
      "HTTP that is redirected nowhere",
      byArn({ "listen-ports": ports("HTTP", "HTTPS"), "ssl-redirect": "" }),
      ["ingress-redirect"],
    ],
    ["HTTP and no certificate", ingress({ rules }, { "listen-ports": ports("HTTP") }), ["ingress-tls"]],
    ["an internal scheme", byArn({ scheme: "internal" }), []],
    ["a public scheme", byArn({ scheme: "internet-facing" }), ["ingress-internet"]],
    ["a public one behind a web ACL", byArn({ scheme: "internet-facing", "wafv2-acl-arn": "arn:aws:wafv2:…" }), []],
    [
      "a public one behind an ACL of the first WAF",
      byArn({ scheme: "internet-facing", "waf-acl-id": "1" }),
      ["ingress-internet"],
    ],
    ["a web ACL taken away", byArn({ scheme: "internet-facing", "wafv2-acl-arn": "none" }), ["ingress-internet"]],
    ["a web ACL without a name", byArn({ scheme: "internet-facing", "wafv2-acl-arn": "" }), ["ingress-internet"]],
  ];
  for (const [what, object, breaks] of table) {
    it(`${what}: ${breaks.join(", ") || "allowed"}`, () => {
      expect(broken(object)).to.deep.equal(breaks);
    });
  }

  it("let those be public that are named with their namespace", () => {
    const open = byArn({ scheme: "internet-facing" });
    expect(broken(open, ["shop/web"])).to.deep.equal([]);
    for (const other of ["web", "ledger/web", "shop/web-2"])
      expect(broken(open, [other]), other).to.deep.equal(["ingress-internet"]);
  });
});
