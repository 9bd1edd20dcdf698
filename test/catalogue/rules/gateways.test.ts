import { expect } from "chai";
import { destinations, gateways } from "../../../catalogue/rules/gateways";
import { brokenIn } from "../support/evaluate";
import { drop, type Json, put } from "../support/pods";

const object = (kind: string, spec: Json): Json => ({
  apiVersion: "networking.istio.io/v1",
  kind,
  metadata: { name: "public", namespace: "shop" },
  spec,
});

const secure = (): Json => ({
  port: { number: 443, name: "https", protocol: "HTTPS" },
  hosts: ["shop.example"],
  tls: { mode: "SIMPLE", credentialName: "shop", minProtocolVersion: "TLSV1_2" },
});
const plain = (): Json => ({
  port: { number: 80, name: "http", protocol: "HTTP" },
  hosts: ["shop.example"],
  tls: { httpsRedirect: true },
});
const ofServers = (...servers: Json[]) => brokenIn(gateways, object("Gateway", { servers }));

/** A gateway of two servers of which one is changed. */
const changed = (make: () => Json, change: (server: Json) => void) => {
  const server = make();
  change(server);
  return ofServers(secure(), server);
};
const set = (path: string, value: unknown) => (server: Json) => put(server, path, value);
const without = (path: string) => (server: Json) => drop(server, path);

describe("catalogue/rules: gateways", () => {
  const table: [what: string, make: () => Json, change: (server: Json) => void, breaks: string[]][] = [
    ["TLS 1.2", secure, set("name", "a"), []],
    ["a redirect", plain, set("name", "a"), []],
    ["no redirect", plain, without("tls"), ["gateway-redirect"]],
    ["a redirect that is off", plain, set("tls.httpsRedirect", false), ["gateway-redirect"]],
    ["a redirect by a text", plain, set("tls.httpsRedirect", "true"), ["gateway-redirect"]],
    ["gRPC that is redirected", plain, set("port.protocol", "grpc"), []],
    ["gRPC in the clear", () => ({ ...plain(), tls: {} }), set("port.protocol", "grpc"), ["gateway-redirect"]],
    ["TCP", secure, set("port.protocol", "TCP"), ["gateway-protocol"]],
    ["no protocol", secure, without("port.protocol"), ["gateway-protocol"]],
    ["no port", secure, without("port"), ["gateway-protocol"]],
    ["a protocol in small letters", secure, set("port.protocol", "tls"), []],
    ["no TLS settings", secure, without("tls"), ["gateway-tls"]],
    ["no mode", secure, without("tls.mode"), []],
    ["a mode that nobody knows", secure, set("tls.mode", "simple"), ["gateway-mode"]],
    ["TLS that is passed through", secure, set("tls.mode", "PASSTHROUGH"), []],
    ["no version", secure, without("tls.minProtocolVersion"), []],
    ["TLS 1.3", secure, set("tls.minProtocolVersion", "TLSV1_3"), []],
    ["TLS 1.1", secure, set("tls.minProtocolVersion", "TLSV1_1"), ["gateway-version"]],
    ["TLS 1.1 at most", secure, set("tls.maxProtocolVersion", "TLSV1_1"), ["gateway-version"]],
    ["every host", secure, set("hosts", ["shop.example", "*"]), ["gateway-hosts"]],
    ["every host of every namespace", plain, set("hosts", ["*/*"]), ["gateway-hosts"]],
    ["every host of its own namespace", secure, set("hosts", ["./*"]), ["gateway-hosts"]],
    ["every host of one namespace", secure, set("hosts", ["shop/*"]), ["gateway-hosts"]],
    ["a host of every namespace", secure, set("hosts", ["*/shop.example"]), []],
    ["hosts below a domain", secure, set("hosts", ["*.shop.example"]), []],
    ["no hosts", secure, without("hosts"), []],
  ];
  for (const [what, make, change, breaks] of table) {
    it(`${what}: ${breaks.join(", ") || "allowed"}`, () => {
      expect(changed(make, change)).to.deep.equal(breaks);
    });
  }

  it("have a server", () => {
    expect(ofServers()).to.deep.equal(["gateway-servers"]);
    expect(brokenIn(gateways, object("Gateway", {}))).to.deep.equal(["gateway-servers"]);
    expect(ofServers(plain())).to.deep.equal([]);
  });
});

describe("catalogue/rules: destinations", () => {
  const tls = (mode: unknown) => ({ tls: { mode } });
  const ports = (mode: unknown) => ({
    portLevelSettings: [{ ...tls("SIMPLE") }, { port: { number: 80 }, ...tls(mode) }],
  });
  const table: [what: string, spec: Json, breaks: string[]][] = [
    ["no word of TLS", {}, []],
    ["another policy", { trafficPolicy: { loadBalancer: {} } }, []],
    ["TLS of the mesh", { trafficPolicy: tls("ISTIO_MUTUAL") }, []],
    ["TLS of its own", { trafficPolicy: tls("SIMPLE") }, []],
    ["none", { trafficPolicy: tls("DISABLE") }, ["destination-tls"]],
    ["no mode", { trafficPolicy: { tls: {} } }, ["destination-tls"]],
    ["a mode that nobody knows", { trafficPolicy: tls("simple") }, ["destination-tls"]],
    ["TLS on ports", { trafficPolicy: ports("ISTIO_MUTUAL") }, []],
    ["none on a port", { trafficPolicy: { ...tls("SIMPLE"), ...ports("DISABLE") } }, ["destination-port-tls"]],
    ["a subset", { subsets: [{ name: "v1" }, { name: "v2", trafficPolicy: tls("SIMPLE") }] }, []],
    ["none for a subset", { subsets: [{ name: "v1" }, { trafficPolicy: tls("DISABLE") }] }, ["destination-subset-tls"]],
    ["none for a port of a subset", { subsets: [{ trafficPolicy: ports("DISABLE") }] }, ["destination-subset-tls"]],
  ];
  for (const [what, spec, breaks] of table) {
    it(`${what}: ${breaks.join(", ") || "allowed"}`, () => {
      expect(brokenIn(destinations, object("DestinationRule", { host: "ledger", ...spec }))).to.deep.equal(breaks);
    });
  }
});
