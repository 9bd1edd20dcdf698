import * as kubernetes from "@pulumi/kubernetes";
import { expect } from "chai";
import { Gatekeeper, Namespace, type NamespaceArgs, PodSecurity } from "../../index";
import { platformNamespaces, ruleSets } from "../../catalogue";
import { record } from "../support/recorder";
import { accepted, type ApiObject, messageOf } from "./lab/api-client";
import { createNamespace } from "./lab/namespaces";
import { violatingPod } from "./lab/pods";
import { objectOf } from "./lab/recorded";
import { admissionLab } from "./lab/shared";

const ignore = "admission.gatekeeper.sh/ignore";

const teams: NamespaceArgs[] = [
  {},
  { labels: { team: "shop" }, mesh: {} },
  { mesh: { revision: "stable" } },
  { mesh: { dataplane: "ambient" } },
];

/** Every namespace that a component can make: each level of Pod Security, with and without labels and the mesh, and Gatekeeper's. */
async function componentNamespaces(): Promise<ApiObject[]> {
  const recording = await record(() => {
    const options = { provider: new kubernetes.Provider("cluster", { kubeconfig: "{}" }) };
    for (const podSecurity of Object.values(PodSecurity)) {
      teams.forEach((args, index) => {
        new Namespace(`team-${podSecurity}-${index}`, { podSecurity, ...args }, options);
      });
    }
    new Gatekeeper("gatekeeper", {}, options);
  });
  return recording.ofType("kubernetes:core/v1:Namespace").map(objectOf);
}

const rulesOf = (kind: string) => ruleSets.filter(({ kinds }) => kinds.some((each) => each.kinds.includes(kind)));

const namespace = (name: string, labels: Record<string, string>): ApiObject => ({
  apiVersion: "v1",
  kind: "Namespace",
  metadata: { name, labels },
});

describe("admission: namespaces", () => {
  it("pass with every combination of labels that the components make, where they enforce the restricted standard", async () => {
    const { pipeline } = await admissionLab();
    const made = await componentNamespaces();
    expect(made).to.have.length(Object.keys(PodSecurity).length * teams.length + 1);
    expect(made.filter(({ metadata }) => ignore in (metadata["labels"] as object))).to.have.length(1);
    for (const each of made) {
      const answer = await pipeline.apply(each, { dryRun: true });
      const labels = each.metadata["labels"] as Record<string, string>;
      // Of a lower standard they need a waiver.
      const lower = labels["pod-security.kubernetes.io/enforce"] !== PodSecurity.Restricted;
      if (lower && rulesOf("Namespace").length > 0)
        expect(messageOf(answer)).to.match(/^403: .*\[rampart-pss-02-namespaces\] PSS-02\/namespace-standard: [^[]*$/);
      else expect(accepted(answer), `${each.metadata.name} ${messageOf(answer)}`).to.equal(true);
      expect(answer.warnings, each.metadata.name).to.deep.equal([]);
    }
  });

  it("may be exempt where the platform needs it, and nowhere else", async () => {
    const { pipeline } = await admissionLab();
    for (const { name } of platformNamespaces) {
      const answer = await pipeline.apply(namespace(name, { [ignore]: "platform" }), { dryRun: true });
      expect(accepted(answer), `${name} ${messageOf(answer)}`).to.equal(true);
    }
    for (const value of ["no-self-managing", "true", ""]) {
      const answer = await pipeline.create(namespace("sly", { [ignore]: value }), { dryRun: true });
      expect(messageOf(answer)).to.match(
        /^403: admission webhook "check-ignore-label\.gatekeeper\.sh" denied the request: Only exempt namespace/,
      );
    }
  });

  it("cannot become exempt later", async () => {
    const lab = await admissionLab();
    const sample = namespace("sample", {});
    expect((await lab.pipeline.read(sample)).code).to.equal(200);
    const answer = await lab.pipeline.merge(sample, { metadata: { labels: { [ignore]: "now" } } }, { dryRun: true });
    expect(messageOf(answer)).to.match(/^403: admission webhook "check-ignore-label\.gatekeeper\.sh" denied/);
  });

  it("of the platform take a pod that is refused in any other", async () => {
    const lab = await admissionLab();
    await createNamespace(lab, "plain");
    const refused = await lab.pipeline.create(violatingPod("plain"), { dryRun: true });
    expect(messageOf(refused)).to.include("[rampart-pss-01-pods-baseline] PSS-01/host-namespaces: ");
    for (const { name } of platformNamespaces.filter((each) => each.name.startsWith("kube-"))) {
      const answer = await lab.pipeline.create(violatingPod(name), { dryRun: true });
      expect(accepted(answer), `${name} ${messageOf(answer)}`).to.equal(true);
    }
    // Gatekeeper does not look at its own namespace; Pod Security does, by the labels that our component sets.
    const own = await lab.pipeline.create(violatingPod("gatekeeper-system"), { dryRun: true });
    expect(messageOf(own)).to.match(/^403: .* violates PodSecurity "restricted:latest": host namespaces/);
  });
});
