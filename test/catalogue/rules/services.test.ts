import { expect } from "chai";
import { services } from "../../../catalogue/rules/services";
import { brokenIn } from "../support/evaluate";
import type { Json } from "../support/pods";

const annotated = (annotations: Record<string, string>): Json =>
  Object.fromEntries(
    Object.entries(annotations).map(([name, text]) => [`service.beta.kubernetes.io/aws-load-balancer-${name}`, text]),
  );
const service = (spec: Json, annotations?: Record<string, string>): Json => ({
  apiVersion: "v1",
  kind: "Service",
  metadata: {
    name: "api",
    namespace: "shop",
    ...(annotations === undefined ? {} : { annotations: annotated(annotations) }),
  },
  spec,
});
const balancer = (annotations?: Record<string, string>) => service({ type: "LoadBalancer" }, annotations);
const broken = (object: Json, exposed: string[] = []) => brokenIn(services, object, { parameters: { exposed } });

describe("catalogue/rules: services", () => {
  const reach: [what: string, object: Json, breaks: string[]][] = [
    ["no type", service({}), []],
    ["ClusterIP", service({ type: "ClusterIP", externalIPs: [] }), []],
    ["an alias", service({ type: "ExternalName", externalName: "ledger.example" }), []],
    ["NodePort", service({ type: "NodePort" }), ["service-node-port"]],
    ["addresses of its author's", service({ externalIPs: ["203.0.113.7"] }), ["service-external-ips"]],
    ["a load balancer", balancer(), ["service-internet"]],
    ["a load balancer of no annotation", balancer({}), ["service-internet"]],
    ["an internal one", balancer({ scheme: "internal" }), []],
    ["an internal one in other letters", balancer({ scheme: "Internal" }), ["service-internet"]],
    ["a public one", balancer({ scheme: "internet-facing" }), ["service-internet"]],
    ["an internal one by the older annotation", balancer({ internal: "true" }), []],
    ["a public one by the older annotation", balancer({ internal: "false" }), ["service-internet"]],
    ["both, which the newer decides", balancer({ internal: "true", scheme: "internet-facing" }), ["service-internet"]],
    ["both, and the newer is internal", balancer({ internal: "false", scheme: "internal" }), []],
    ["an annotation without a load balancer", service({}, { scheme: "internet-facing" }), []],
    ["no spec", { apiVersion: "v1", kind: "Service", metadata: { name: "api" } }, []],
  ];
  for (const [what, object, breaks] of reach) {
    it(`${what}: ${breaks.join(", ") || "not reached from outside"}`, () => {
      expect(broken(object)).to.deep.equal(breaks);
    });
  }

  it("let those be public that are named with their namespace, and no port of a node", () => {
    expect(broken(balancer(), ["shop/api"])).to.deep.equal([]);
    for (const other of ["api", "ledger/api", "shop/api-2", "web-shop/api"])
      expect(broken(balancer(), [other]), other).to.deep.equal(["service-internet"]);
    expect(broken(service({ type: "NodePort" }), ["shop/api"])).to.deep.equal(["service-node-port"]);
    const nameless = { ...balancer(), metadata: { name: "api" } };
    expect(broken(nameless, ["default/api", "/api", "api"])).to.deep.equal(["service-internet"]);
  });

  const internal = { scheme: "internal" };
  const secure = { ...internal, "ssl-cert": "arn:aws:acm:eu-west-1:111122223333:certificate/1" };
  const policy = (name: string) => balancer({ ...secure, "ssl-negotiation-policy": name });

  it("end TLS of 1.2 and later only", () => {
    for (const modern of ["TLS13-1-2-2021-06", "TLS13-1-3-2021-06", "TLS-1-2-2017-01", "FS-1-2-Res-2020-10"])
      expect(broken(policy(`ELBSecurityPolicy-${modern}`)), modern).to.deep.equal([]);
    for (const old of ["2016-08", "TLS13-1-0-2021-06", "TLS13-1-1-2021-06", "TLS-1-1-2017-01", "FS-1-1-2019-08", ""])
      expect(broken(policy(`ELBSecurityPolicy-${old}`)), old).to.deep.equal(["service-tls-policy"]);
    expect(broken(policy("my-ELBSecurityPolicy-TLS13-1-2-2021-06"))).to.deep.equal(["service-tls-policy"]);
    expect(broken(balancer(secure))).to.deep.equal(["service-tls-policy"]);
  });

  it("take no plain HTTP", () => {
    for (const protocol of ["http", "HTTP"])
      expect(broken(balancer({ ...internal, "backend-protocol": protocol }))).to.deep.equal(["service-plain-http"]);
    const plain = balancer({ ...internal, "ssl-cert": "", "backend-protocol": "http" });
    expect(broken(plain)).to.deep.equal(["service-plain-http"]);
    for (const protocol of ["tcp", "https", "ssl"])
      expect(broken(balancer({ ...internal, "backend-protocol": protocol }))).to.deep.equal([]);
    const behind = { ...secure, "ssl-negotiation-policy": "ELBSecurityPolicy-TLS13-1-2-2021-06" };
    expect(broken(balancer({ ...behind, "backend-protocol": "http" }))).to.deep.equal([]);
    expect(broken(service({}, { "backend-protocol": "http", "ssl-cert": "arn" }))).to.deep.equal([]);
  });
});
