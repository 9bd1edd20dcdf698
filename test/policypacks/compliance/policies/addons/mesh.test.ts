import { releaseOf } from "../../../../support/addon-samples";
import { broken, type Sample, samples, unknown } from "../../../../support/samples";
import { cases } from "../../cases";

const cluster = samples.cluster();
const istio = samples.istio();
const strict = samples.peerAuthentication();
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

describe("TLS-01 mutual TLS in the mesh", () => {
  const elsewhere = (mode: unknown) =>
    named(broken(strict, "spec.mtls.mode", mode), "elsewhere", "metadata.namespace", "payments");
  const [namespace, patch] = [samples.namespace(), { ...strict, type: `${strict.type}Patch` }];
  const labelled = (labels: unknown) => broken(namespace, "metadata.labels", labels);
  cases("TLS-01", [
    ["a mesh that is strict", [cluster, istio, strict], "pass"],
    ["Istio from Helm", [cluster, istiod(), strict], "pass"],
    [
      "an older version of the API",
      [cluster, istio, { ...strict, type: "kubernetes:security.istio.io/v1beta1:PeerAuthentication" }],
      "pass",
    ],
    ["no Istio", [cluster, strict], "fail", "the stack holds no Istio"],
    ["another chart", [cluster, broken(istiod(), "chart", "linkerd"), strict], "fail", "the stack holds no Istio"],
    ["a chart that is not known", [cluster, broken(istiod(), "chart", unknown), strict], "unknown"],
    ["a declaration that is not known", [cluster, broken(istio, "releases", unknown), strict], "unknown"],
    ["no policy", [cluster, istio], "fail", "no mesh-wide PeerAuthentication of mode STRICT"],
    ["no mode", [cluster, istio, broken(strict, "spec.mtls", undefined)], "fail"],
    ["a mode that is left open", [cluster, istio, broken(strict, "spec.mtls.mode", "UNSET")], "fail"],
    [
      "both",
      [cluster, istio, broken(strict, "spec.mtls.mode", "PERMISSIVE")],
      "fail",
      "lets workloads take what is not encrypted",
    ],
    ["an unknown mode", [cluster, istio, broken(strict, "spec.mtls.mode", unknown)], "unknown"],
    ["an unknown spec", [cluster, istio, broken(strict, "spec", unknown)], "unknown"],
    [
      "a mode of the wrong type",
      [cluster, istio, broken(strict, "spec.mtls.mode", 1)],
      "fail",
      "take what is not encrypted",
    ],
    [
      "a mode that nobody knows",
      [cluster, istio, broken(strict, "spec.mtls.mode", "s3cret")],
      "fail",
      "take what is not encrypted",
    ],
    ["some workloads alone", [cluster, istio, broken(strict, "spec.selector", { matchLabels: { app: "a" } })], "fail"],
    ["a selector without labels", [cluster, istio, broken(strict, "spec.selector", {})], "pass"],
    ["an unknown selector", [cluster, istio, broken(strict, "spec.selector", unknown)], "unknown"],
    ["another namespace alone", [cluster, istio, broken(strict, "metadata.namespace", "payments")], "fail"],
    ["no namespace", [cluster, istio, broken(strict, "metadata.namespace", undefined)], "fail"],
    ["an unknown namespace", [cluster, istio, broken(strict, "metadata.namespace", unknown)], "unknown"],
    ["a patch alone", [cluster, istio, patch], "fail", "no mesh-wide PeerAuthentication"],
    [
      "another root namespace",
      [cluster, istiod({ "meshConfig.rootNamespace": "mesh" }), broken(strict, "metadata.namespace", "mesh")],
      "pass",
    ],
    [
      "a root namespace that is not the usual one",
      [cluster, istiod({ "meshConfig.rootNamespace": "mesh" }), strict],
      "fail",
    ],
    ["the namespace of Istio as a whole", [cluster, istiod({ "global.istioNamespace": "mesh" }), strict], "fail"],
    ["an unknown root namespace", [cluster, istiod({ "meshConfig.rootNamespace": unknown }), strict], "unknown"],
    ["strict elsewhere as well", [cluster, istio, strict, elsewhere("STRICT")], "pass"],
    ["both elsewhere", [cluster, istio, strict, elsewhere("PERMISSIVE")], "fail", "take what is not encrypted"],
    ["none elsewhere", [cluster, istio, strict, elsewhere("DISABLE")], "fail", "take what is not encrypted"],
    ["none by a patch", [cluster, istio, strict, { ...elsewhere("DISABLE"), type: patch.type }], "fail"],
    ["unknown elsewhere", [cluster, istio, strict, elsewhere(unknown)], "unknown"],
    [
      "none on a port",
      [cluster, istio, broken(strict, "spec.portLevelMtls", { "9090": { mode: "DISABLE" } })],
      "fail",
      "lets a port take what is not encrypted",
    ],
    [
      "strict on a port",
      [cluster, istio, broken(strict, "spec.portLevelMtls", { "9090": { mode: "STRICT" } })],
      "pass",
    ],
    ["unknown on a port", [cluster, istio, broken(strict, "spec.portLevelMtls", { "9090": unknown })], "unknown"],
    ["unknown ports", [cluster, istio, broken(strict, "spec.portLevelMtls", unknown)], "unknown"],
    ["ports of the wrong type", [cluster, istio, broken(strict, "spec.portLevelMtls", ["DISABLE"])], "fail"],
    [
      "none in a list",
      [cluster, istio, strict, list("core/v1:List", [{ ...elsewhere("DISABLE").props }])],
      "fail",
      "items[0] (PeerAuthentication): the policy lets workloads",
    ],
    [
      "an unknown item of a list",
      [cluster, istio, strict, list("security.istio.io/v1:PeerAuthenticationList", [unknown])],
      "unknown",
    ],
    ["a permissive policy alone", [elsewhere("PERMISSIVE")], "fail"],
    ["a namespace in the mesh", [cluster, istio, strict, namespace], "pass"],
    ["a namespace of a revision", [cluster, istio, strict, labelled({ "istio.io/rev": "stable" })], "pass"],
    [
      "a namespace without sidecars",
      [cluster, istio, strict, labelled({ "istio.io/dataplane-mode": "ambient" })],
      "pass",
    ],
    [
      "a namespace outside of it",
      [cluster, istio, strict, labelled({ "istio-injection": "disabled" })],
      "fail",
      "no label puts",
    ],
    ["a namespace without labels", [cluster, istio, strict, labelled(undefined)], "fail"],
    ["a namespace of no mode", [cluster, istio, strict, labelled({ "istio.io/dataplane-mode": "none" })], "fail"],
    ["a namespace of no revision", [cluster, istio, strict, labelled({ "istio.io/rev": "" })], "fail"],
    ["unknown labels", [cluster, istio, strict, labelled(unknown)], "unknown"],
    ["an unknown label", [cluster, istio, strict, labelled({ "istio-injection": unknown })], "unknown"],
    ["an unknown item of namespaces", [cluster, istio, strict, list("core/v1:NamespaceList", [unknown])], "unknown"],
    [
      "the platform's own namespaces",
      [
        cluster,
        istio,
        strict,
        samples.velero(),
        ...["istio-system", "velero", "kube-system"].map((name) => ({
          ...broken(labelled({}), "metadata.name", name),
          name,
        })),
      ],
      "pass",
    ],
    [
      "a further namespace of an add-on",
      [cluster, istio, strict, samples.velero(), { ...labelled({}), parent: samples.velero().name }],
      "pass",
    ],
    [
      "a namespace of somebody else",
      [cluster, istio, strict, samples.compliantCluster(), { ...labelled({}), parent: "main" }],
      "fail",
    ],
    [
      "the namespace of the mesh itself",
      [
        cluster,
        broken(istiod({ "meshConfig.rootNamespace": "mesh" }), "namespace", "mesh"),
        broken(strict, "metadata.namespace", "mesh"),
        broken(labelled({}), "metadata.name", "mesh"),
      ],
      "pass",
    ],
    ["no cluster and no policy", [istio], "not-applicable"],
    ["a strict mesh without a cluster", [istiod(), strict], "pass", "PeerAuthentication of mode STRICT for each"],
    ["one namespace of a mesh without a cluster", [istiod(), elsewhere("STRICT")], "fail", "no mesh-wide"],
    ["a namespace in a mesh without a cluster", [istiod(), namespace], "fail", "no mesh-wide"],
    ["a mesh without a cluster, unknown", [istiod(), broken(strict, "spec.mtls.mode", unknown)], "unknown"],
    ["a policy for a mesh of somebody else", [elsewhere("STRICT")], "pass"],
  ]);
});

describe("TLS-01 several clusters", () => {
  const second: Sample = { ...cluster, name: "second" };
  const other: Sample = { ...strict, name: "other", provider: "other" };
  cases("TLS-01", [
    ["a mesh for one of two", [cluster, second, istiod(), strict], "unknown", "2 clusters and 1 Istio"],
    ["a strict mesh for each", [cluster, second, istiod(), istiod({}, "b", "other"), strict, other], "pass"],
    ["one of two strict", [cluster, second, istiod(), istiod({}, "b", "other"), strict], "unknown", "2 clusters and 1"],
    [
      "roots of their own",
      [
        cluster,
        second,
        istiod(),
        istiod({ "meshConfig.rootNamespace": "mesh" }, "b", "other"),
        strict,
        broken(other, "metadata.namespace", "mesh"),
      ],
      "pass",
    ],
    [
      "roots mistaken for each other",
      [cluster, istiod({ "meshConfig.rootNamespace": "mesh" }), istiod({}, "b", "other"), strict],
      "fail",
    ],
  ]);
});
