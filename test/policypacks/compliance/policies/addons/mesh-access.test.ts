import { releaseOf } from "../../../../support/addon-samples";
import { broken, type Sample, samples, unknown } from "../../../../support/samples";
import { cases } from "../../cases";

const cluster = samples.cluster();
const istio = samples.istio();
const list = (type: string, items: unknown): Sample => ({
  type: `kubernetes:${type}`,
  name: "list",
  provider: "cluster",
  props: { items },
});
/** Istiod as anybody installs it. */
const istiod = (values: Record<string, unknown> = {}, name = "istiod", provider = "cluster"): Sample => ({
  ...releaseOf("istiod", values),
  name,
  provider,
});
const named = (sample: Sample, name: string, path: string, value: unknown): Sample => ({
  ...broken(sample, path, value),
  name,
});

describe("RBAC-04 authorization in the mesh", () => {
  const nothing = samples.authorizationPolicy();
  const spec = (value: unknown) => broken(nothing, "spec", value);
  const second = (value: unknown): Sample => ({
    ...broken(spec(value), "metadata.namespace", "payments"),
    name: "second",
  });
  const allowing = (rule: unknown) => [cluster, istio, nothing, second({ rules: [rule] })];
  const sixteenth = Array.from({ length: 16 }, (_, index) => `${16 + index}.0.0.0/8`);
  const from = (source: unknown) => allowing({ from: [{ source }] });
  const to = (operation: unknown) => allowing({ to: [{ operation }] });
  cases("RBAC-04", [
    ["a policy that allows nothing", [cluster, istio, nothing], "pass"],
    ["no spec", [cluster, istio, spec(undefined)], "pass"],
    ["no rules, in words", [cluster, istio, spec({ action: "ALLOW", rules: [] })], "pass"],
    [
      "an older version of the API",
      [cluster, istio, { ...nothing, type: "kubernetes:security.istio.io/v1beta1:AuthorizationPolicy" }],
      "pass",
    ],
    ["no Istio", [cluster, nothing], "fail", "the stack holds no Istio"],
    ["no policy", [cluster, istio], "fail", "no mesh-wide AuthorizationPolicy that allows nothing"],
    ["another namespace", [cluster, istio, broken(nothing, "metadata.namespace", "payments")], "fail"],
    ["some workloads", [cluster, istio, spec({ selector: { matchLabels: { app: "a" } } })], "fail"],
    ["some targets", [cluster, istio, spec({ targetRefs: [{ kind: "Service", name: "a" }] })], "fail"],
    ["a policy that denies", [cluster, istio, spec({ action: "DENY" })], "fail"],
    ["an unknown action", [cluster, istio, spec({ action: unknown })], "unknown"],
    ["unknown rules", [cluster, istio, spec({ rules: unknown })], "unknown"],
    ["an unknown spec", [cluster, istio, spec(unknown)], "unknown"],
    ["rules of the wrong type", [cluster, istio, spec({ rules: "none" })], "fail"],
    ["a rule for everything", allowing({}), "fail", "allows everything"],
    ["an empty list of sources", allowing({ from: [] }), "fail"],
    ["a source that is nobody in particular", from({}), "fail"],
    ["no source", allowing({ from: [{}] }), "fail"],
    ["one narrow source of two", allowing({ from: [{ source: { principals: ["a"] } }, { source: {} }] }), "fail"],
    ["every identity", from({ principals: ["*"] }), "fail"],
    ["every namespace", from({ namespaces: ["*"] }), "fail"],
    ["every address", from({ ipBlocks: ["0.0.0.0/0"] }), "fail"],
    ["every address in halves", from({ remoteIpBlocks: ["0.0.0.0/1", "128.0.0.0/1"] }), "fail"],
    ["every path", to({ paths: ["/*"] }), "fail"],
    ["every path but one", to({ notPaths: ["/admin"] }), "fail"],
    ["one identity", from({ principals: ["cluster.local/ns/web/sa/front"] }), "pass"],
    ["any user with a token", from({ requestPrincipals: ["*"] }), "pass"],
    ["one network", from({ ipBlocks: ["10.0.0.0/16"] }), "pass"],
    ["one address", from({ ipBlocks: ["203.0.113.7"] }), "pass"],
    ["one port", to({ ports: ["8443"] }), "pass"],
    ["one condition", allowing({ when: [{ key: "request.headers[x]", values: ["y"] }] }), "pass"],
    [
      "one identity, on every path",
      allowing({ from: [{ source: { principals: ["a"] } }], to: [{ operation: {} }] }),
      "pass",
    ],
    ["an unknown rule", allowing(unknown), "unknown"],
    ["an unknown source", from(unknown), "unknown"],
    ["unknown identities", from({ principals: unknown }), "unknown"],
    ["an unknown identity", from({ principals: [unknown] }), "unknown"],
    ["unknown addresses", from({ ipBlocks: [unknown] }), "unknown"],
    ["unknown conditions", allowing({ when: unknown }), "unknown"],
    ["unknown rules elsewhere", [cluster, istio, nothing, second({ rules: unknown })], "unknown"],
    [
      "an unknown action of a rule for all",
      [cluster, istio, nothing, second({ action: unknown, rules: [{}] })],
      "unknown",
    ],
    ["a rule that denies everything", [cluster, istio, nothing, second({ action: "DENY", rules: [{}] })], "pass"],
    [
      "an unknown item of a list",
      [cluster, istio, nothing, list("security.istio.io/v1:AuthorizationPolicyList", [unknown])],
      "unknown",
    ],
    ["a rule for everything, without a cluster", [second({ rules: [{}] })], "fail"],
    ["no cluster and no policy", [istio], "not-applicable"],
    ["a mesh without a cluster", [istiod(), nothing], "pass", "AuthorizationPolicy that allows nothing for each"],
    ["one namespace of a mesh without a cluster", [istiod(), second({})], "fail", "no mesh-wide AuthorizationPolicy"],
    ["many ranges that are most addresses", from({ ipBlocks: sixteenth }), "fail", "allows everything, which"],
  ]);
});

describe("MON-04 access logs of the mesh", () => {
  const quiet = istiod({ "meshConfig.accessLogFile": undefined });
  const log = { "meshConfig.accessLogFile": "/dev/stdout" };
  const telemetry = samples.telemetry();
  const logging = (entry: unknown) => [cluster, quiet, broken(telemetry, "spec.accessLogging", [entry])];
  const providers = [{ name: "envoy" }];
  cases("MON-04", [
    ["declared", [cluster, istio], "pass"],
    ["by a value", [cluster, istiod(log)], "pass"],
    ["by an object", [cluster, quiet, telemetry], "pass"],
    ["no Istio", [cluster, telemetry], "fail", "the stack holds no Istio"],
    ["neither", [cluster, quiet], "fail", "no Istio with meshConfig.accessLogFile"],
    ["an empty value", [cluster, istiod({ "meshConfig.accessLogFile": "" })], "fail"],
    ["a value of the wrong type", [cluster, istiod({ "meshConfig.accessLogFile": 1 })], "fail"],
    ["an unknown value", [cluster, istiod({ "meshConfig.accessLogFile": unknown })], "unknown"],
    ["values in files", [cluster, broken(quiet, "valueYamlFiles", [{ path: "values.yaml" }])], "unknown"],
    ["an unknown value, and an object", [cluster, istiod({ "meshConfig.accessLogFile": unknown }), telemetry], "pass"],
    ["another namespace", [cluster, quiet, broken(telemetry, "metadata.namespace", "payments")], "fail"],
    ["some workloads", [cluster, quiet, broken(telemetry, "spec.selector", { matchLabels: { app: "a" } })], "fail"],
    ["no providers", logging({}), "fail"],
    ["clients alone", logging({ providers, match: { mode: "CLIENT" } }), "fail"],
    ["servers", logging({ providers, match: { mode: "SERVER" } }), "pass"],
    ["unknown providers", logging({ providers: unknown }), "unknown"],
    ["an unknown entry", logging(unknown), "unknown"],
    ["unknown entries", [cluster, quiet, broken(telemetry, "spec.accessLogging", unknown)], "unknown"],
    ["entries of the wrong type", [cluster, quiet, broken(telemetry, "spec.accessLogging", "all")], "fail"],
    ["a filter", logging({ providers, filter: { expression: "response.code >= 400" } }), "fail"],
    ["a filter beside the value", [cluster, istiod(log), ...logging({ providers, filter: {} }).slice(2)], "unknown"],
    [
      "switched off",
      [cluster, istiod(log), ...logging({ providers, disabled: true }).slice(2)],
      "fail",
      "disabled is true",
    ],
    ["switched off, maybe", [cluster, istiod(log), ...logging({ providers, disabled: unknown }).slice(2)], "unknown"],
    [
      "switched off by a text",
      [cluster, istiod(log), ...logging({ providers, disabled: "yes" }).slice(2)],
      "fail",
      "wrong type",
    ],
    [
      "switched off for one namespace",
      [
        cluster,
        istio,
        named(broken(telemetry, "spec.accessLogging", [{ disabled: true }]), "b", "metadata.namespace", "payments"),
      ],
      "fail",
    ],
    ["a Telemetry of something else", [cluster, istio, broken(telemetry, "spec", { tracing: [{}] })], "pass"],
    ["an unknown item of a list", [cluster, istio, list("telemetry.istio.io/v1:TelemetryList", [unknown])], "unknown"],
    ["no cluster", [istio], "not-applicable"],
  ]);
});
