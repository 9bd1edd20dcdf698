import { expect } from "chai";
import type { Registration } from "../../../cli/preview/types";
import type { Recording } from "../../support/recorder";
import { at, recordCluster } from "../recorded";
import { modes } from "./modes";
import { pinOf } from "./order/requirements";

interface Rule {
  from?: unknown[];
  to?: { ipBlock?: { cidr: string }; namespaceSelector?: unknown; podSelector?: unknown }[];
  ports: { protocol: string; port: number }[];
}

const policyType = "kubernetes:networking.k8s.io/v1:NetworkPolicy";
const agent = "169.254.170.23/32";
const resolver = { matchLabels: { "k8s-app": "kube-dns" } };

/** Namespaces whose pods look up no names, and why. */
const withoutNames: Record<string, string> = {
  "tigera-operator": "its pods have the node's network, which no policy of a namespace governs",
  "istio-cni":
    "it calls the API server by its address; ztunnel, which calls istiod by name, is there in an ambient mesh only",
};

const namespaceOf = ({ inputs }: Registration) =>
  (at(inputs, "metadata", "namespace") ?? inputs["namespace"]) as string;

function rulesIn(recording: Recording, namespace: string, way: "ingress" | "egress"): Rule[] {
  const policies = recording.ofType(policyType).filter((each) => namespaceOf(each) === namespace);
  return policies.flatMap(({ inputs }) => (at(inputs, "spec", way) as Rule[] | undefined) ?? []);
}

const opens = ({ ports }: Rule, port: number) => ports.some((each) => each.port === port);

for (const [mode, args] of Object.entries(modes)) {
  describe(`compliant-cluster: traffic that is allowed ${mode}`, () => {
    let recording: Recording;
    let releases: Registration[];
    before(async () => {
      recording = await recordCluster(args);
      releases = recording.ofType("kubernetes:helm.sh/v3:Release");
    });

    it("lets the API server in on the port of every webhook", () => {
      const wanted = releases.flatMap((each) =>
        pinOf(each)!.webhookPorts.map((port) => [namespaceOf(each), port] as const),
      );
      expect(wanted.length).to.be.greaterThan(0);
      for (const [namespace, port] of wanted) {
        const rules = rulesIn(recording, namespace, "ingress");
        expect(
          rules.some((rule) => rule.from === undefined && opens(rule, port)),
          `${namespace}:${port}`,
        ).to.equal(true);
      }
    });

    it("lets every agent fetch its credentials and reach its endpoint", () => {
      for (const { inputs } of recording.ofType("aws:eks/podIdentityAssociation:PodIdentityAssociation")) {
        const rules = rulesIn(recording, inputs["namespace"] as string, "egress");
        const name = `${inputs["namespace"] as string}/${inputs["serviceAccount"] as string}`;
        const fetches = rules.some(
          (rule) => opens(rule, 80) && rule.to?.some(({ ipBlock }) => ipBlock?.cidr === agent),
        );
        expect(fetches, name).to.equal(true);
        expect(
          rules.some((rule) => rule.to === undefined && opens(rule, 443)),
          name,
        ).to.equal(true);
      }
    });

    it("lets pods look up names, in every namespace but those that are named", () => {
      const namespaces = [...new Set(releases.map(namespaceOf))].filter((each) => withoutNames[each] === undefined);
      expect(namespaces.length).to.be.greaterThan(0);
      for (const namespace of namespaces) {
        const asks = rulesIn(recording, namespace, "egress").some(
          (rule) =>
            rule.ports.some(({ protocol, port }) => protocol === "UDP" && port === 53) &&
            rule.to?.some(({ podSelector }) => JSON.stringify(podSelector) === JSON.stringify(resolver)),
        );
        expect(asks, namespace).to.equal(true);
      }
    });

    it("denies everything else, in every namespace of the platform", () => {
      const namespaces = recording
        .ofType("kubernetes:core/v1:Namespace")
        .map(({ inputs }) => at(inputs, "metadata", "name"));
      expect(namespaces.length).to.be.greaterThan(0);
      for (const namespace of namespaces) {
        const denies = recording
          .ofType(policyType)
          .filter((each) => namespaceOf(each) === namespace && at(each.inputs, "metadata", "name") === "default-deny");
        expect(
          denies.map(({ inputs }) => inputs["spec"]),
          String(namespace),
        ).to.deep.equal([{ podSelector: {}, policyTypes: ["Ingress", "Egress"] }]);
      }
    });
  });
}
