import { broken, type Sample, samples, unknown } from "../../../../support/samples";
import { cases } from "../../cases";

const gateway = samples.gateway();
const rule = samples.destinationRule();
const server = (path: string, value: unknown) => [broken(gateway, `spec.servers.0.${path}`, value)];
const plain = (path: string, value: unknown) => [broken(gateway, `spec.servers.1.${path}`, value)];
const list = (items: unknown, type = "core/v1:List"): Sample => ({
  type: `kubernetes:${type}`,
  name: "list",
  provider: "cluster",
  props: { items },
});

describe("TLS-02 gateways", () => {
  cases("TLS-02", [
    ["TLS, and a redirect to it", [gateway], "pass"],
    ...["v1beta1", "v1alpha3"].map(
      (version) =>
        [`version ${version}`, [{ ...gateway, type: `kubernetes:networking.istio.io/${version}:Gateway` }], "pass"] as [
          string,
          Sample[],
          "pass",
        ],
    ),
    ["no minimum", server("tls.minProtocolVersion", undefined), "pass"],
    ["the minimum of Istio", server("tls.minProtocolVersion", "TLS_AUTO"), "pass"],
    ["TLS 1.2", server("tls.minProtocolVersion", "TLSV1_2"), "pass"],
    ["TLS 1.1", server("tls.minProtocolVersion", "TLSV1_1"), "fail", "takes TLS before 1.2"],
    ["TLS 1.0 at most", server("tls.maxProtocolVersion", "TLSV1_0"), "fail", "takes TLS before 1.2"],
    ["a version that nobody knows", server("tls.minProtocolVersion", "s3cret"), "fail", "does not know"],
    ["an unknown version", server("tls.minProtocolVersion", unknown), "unknown"],
    ["both sides", server("tls.mode", "MUTUAL"), "pass"],
    ["certificates of the mesh", server("tls.mode", "ISTIO_MUTUAL"), "pass"],
    ["TLS that is passed through", server("tls.mode", "PASSTHROUGH"), "unknown", "passes TLS through"],
    ["no mode", server("tls.mode", undefined), "unknown", "passes TLS through"],
    ["an unknown mode", server("tls.mode", unknown), "unknown"],
    ["a mode of the wrong type", server("tls.mode", 1), "fail"],
    ["no TLS at all", server("tls", undefined), "fail", "has no TLS settings"],
    ["unknown TLS", server("tls", unknown), "unknown"],
    ["TLS of the wrong type", server("tls", "SIMPLE"), "fail"],
    ["plain TCP", server("port.protocol", "TCP"), "fail", "takes a protocol without TLS"],
    ["a protocol in small letters", server("port.protocol", "https"), "pass"],
    ["plain HTTP", server("port.protocol", "HTTP"), "fail", "takes plain HTTP"],
    ["an unknown protocol", server("port.protocol", unknown), "unknown"],
    ["no protocol", server("port.protocol", undefined), "fail", "a protocol without TLS"],
    ["no redirect", plain("tls.httpsRedirect", false), "fail", "redirects nobody"],
    ["gRPC without TLS", plain("port.protocol", "GRPC"), "pass"],
    ["an unknown redirect", plain("tls.httpsRedirect", unknown), "unknown"],
    ["every host", server("hosts", ["shop.example", "*"]), "fail", "a server of the Gateway takes every host"],
    ["every host of its own namespace", server("hosts", ["./*"]), "fail"],
    ["a named host of every namespace", server("hosts", ["*/shop.example"]), "pass"],
    ["hosts below a domain", server("hosts", ["*.shop.example"]), "pass"],
    ["unknown hosts", server("hosts", unknown), "unknown"],
    [
      "TLS that is passed through beside plain HTTP",
      [broken(server("tls.mode", "PASSTHROUGH")[0]!, "spec.servers.1.tls", undefined)],
      "fail",
    ],
    ["an unknown server", [broken(gateway, "spec.servers.0", unknown)], "unknown"],
    ["unknown servers", [broken(gateway, "spec.servers", unknown)], "unknown"],
    ["an unknown spec", [broken(gateway, "spec", unknown)], "unknown"],
    ["no servers", [broken(gateway, "spec.servers", [])], "fail", "has no servers"],
    ["servers of the wrong type", [broken(gateway, "spec.servers", "all")], "fail"],
    ["a patch of something else", [{ ...broken(gateway, "spec", {}), type: `${gateway.type}Patch` }], "pass"],
    ["a patch that opens it", [{ ...plain("tls.httpsRedirect", false)[0]!, type: `${gateway.type}Patch` }], "fail"],
    ["a bad one in a list", [list([{ ...server("tls", undefined)[0]!.props }])], "fail"],
    ["an unknown item of a list", [list([unknown], "networking.istio.io/v1:GatewayList")], "unknown"],
    ["an unknown item of a list of something else", [list([unknown], "core/v1:NamespaceList")], "not-applicable"],
    [
      "a Gateway of another API",
      [
        {
          ...broken(gateway, "apiVersion", "gateway.networking.k8s.io/v1"),
          type: "kubernetes:gateway.networking.k8s.io/v1:Gateway",
        },
      ],
      "not-applicable",
    ],
  ]);
});

describe("TLS-02 rules of destinations", () => {
  const policy = (value: unknown) => [broken(rule, "spec.trafficPolicy", value)];
  cases("TLS-02", [
    ["TLS of the mesh", [rule], "pass"],
    ["TLS of one's own", policy({ tls: { mode: "SIMPLE" } }), "pass"],
    ["what the mesh decides", policy(undefined), "pass"],
    ["none", policy({ tls: { mode: "DISABLE" } }), "fail", "calls of the host leave without TLS"],
    ["no mode", policy({ tls: {} }), "fail", "calls of the host leave without TLS"],
    ["none on a port", policy({ portLevelSettings: [{ port: { number: 80 }, tls: { mode: "DISABLE" } }] }), "fail"],
    ["none for a subset", [broken(rule, "spec.subsets", [{ trafficPolicy: { tls: { mode: "DISABLE" } } }])], "fail"],
    ["a subset like the rest", [broken(rule, "spec.subsets", [{ name: "v1" }])], "pass"],
    ["an unknown mode", policy({ tls: { mode: unknown } }), "unknown"],
    ["an unknown policy", policy(unknown), "unknown"],
    ["unknown ports", policy({ portLevelSettings: unknown }), "unknown"],
    ["unknown subsets", [broken(rule, "spec.subsets", unknown)], "unknown"],
    ["an unknown spec", [broken(rule, "spec", unknown)], "unknown"],
    ["a mode that nobody knows", policy({ tls: { mode: "s3cret" } }), "fail", "leave without TLS"],
    ["a policy of the wrong type", policy("TLS"), "fail"],
    ["neither", [samples.cluster()], "not-applicable"],
  ]);
});
