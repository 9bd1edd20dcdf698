import { expect } from "chai";
import { byWarning, ruleSets } from "../../catalogue";
import { accepted, type ApiObject, messageOf } from "./lab/api-client";
import type { Answer } from "./lab/connection";
import type { Laboratory } from "./lab/laboratory";
import { createNamespace } from "./lab/namespaces";
import { compliantPod, violatingPod } from "./lab/pods";
import { admissionLab } from "./lab/shared";
import { abandoned } from "./lab/unguarded";

const namespace = "outage";
const unanswered = (webhook: string) =>
  new RegExp(`^500: Internal error occurred: failed calling webhook "${webhook.replaceAll(".", "\\.")}"`);

const configMap: ApiObject = { apiVersion: "v1", kind: "ConfigMap", metadata: { name: "settings", namespace } };
const clusterRole: ApiObject = {
  apiVersion: "rbac.authorization.k8s.io/v1",
  kind: "ClusterRole",
  metadata: { name: "reader" },
  rules: [],
};
const { judged } = byWarning(ruleSets.flatMap(({ kinds }) => kinds));
const isJudged = ({ kind }: ApiObject) => judged.some(({ kinds }) => kinds.includes(kind));
const lease: ApiObject = {
  apiVersion: "coordination.k8s.io/v1",
  kind: "Lease",
  metadata: { name: "node-1", namespace: "kube-node-lease" },
};
const node: ApiObject = { apiVersion: "v1", kind: "Node", metadata: { name: "node-1" } };

describe("admission: while Gatekeeper is down", () => {
  const answers: Record<string, Answer> = {};
  let lab: Laboratory;

  before(async () => {
    lab = await admissionLab();
    await createNamespace(lab, namespace);
    const { pipeline } = lab;
    const template = lab.applied.find(({ object }) => object.kind === "ConstraintTemplate")!.object;
    await abandoned(lab, namespace, async () => {
      const ask = async (what: string, object: ApiObject) =>
        (answers[what] = await pipeline.create(object, { dryRun: true }));
      await ask("a compliant pod", compliantPod(namespace));
      await ask("a violating pod", violatingPod(namespace));
      await ask("a namespace", { apiVersion: "v1", kind: "Namespace", metadata: { name: "later" } });
      await ask("a pod of the platform", violatingPod("kube-system"));
      await ask("a pod of Gatekeeper", compliantPod("gatekeeper-system"));
      for (const object of [configMap, clusterRole, lease, node]) await ask(object.kind, object);
      answers["a rule"] = await pipeline.merge(
        template,
        { metadata: { labels: { touched: "yes" } } },
        { dryRun: true },
      );
    });
    answers["a compliant pod, afterwards"] = await pipeline.create(compliantPod(namespace), { dryRun: true });
    answers["a violating pod, afterwards"] = await pipeline.create(violatingPod(namespace), { dryRun: true });
  });

  for (const what of ["a compliant pod", "a violating pod", "a rule"]) {
    it(`${what} is refused: the webhook fails closed`, () => {
      expect(messageOf(answers[what]!)).to.match(unanswered("validation.gatekeeper.sh"));
    });
  }

  it("a namespace is refused, because nobody can say whether it may be exempt", () => {
    // Both webhooks are asked, of which one refuses first.
    const refused =
      /^500: Internal error occurred: failed calling webhook "(validation|check-ignore-label)\.gatekeeper\.sh"/;
    expect(messageOf(answers["a namespace"]!)).to.match(refused);
  });

  for (const what of ["a pod of the platform", "a pod of Gatekeeper", "Lease", "Node"]) {
    it(`${what} is accepted: the cluster can heal itself`, () => {
      expect(accepted(answers[what]!), messageOf(answers[what]!)).to.equal(true);
    });
  }

  for (const object of [configMap, clusterRole]) {
    const judgement = isJudged(object)
      ? "refused, because rules judge its kind"
      : "accepted, because no rule denies its kind";
    it(`a ${object.kind} is ${judgement}`, () => {
      const answer = answers[object.kind]!;
      if (isJudged(object)) expect(messageOf(answer)).to.match(unanswered("validation.gatekeeper.sh"));
      else expect(accepted(answer), messageOf(answer)).to.equal(true);
    });
  }

  it("comes to an end: then pods are judged again", () => {
    expect(accepted(answers["a compliant pod, afterwards"]!)).to.equal(true);
    expect(messageOf(answers["a violating pod, afterwards"]!)).to.include("PSS-01/host-namespaces");
  });
});
