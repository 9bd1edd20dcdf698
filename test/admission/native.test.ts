import { expect } from "chai";
import { admissionInput, Enforcement, podCarriers, podRules } from "../../catalogue";
import { until } from "../lab/patience";
import { type ApiObject, messageOf } from "./lab/api-client";
import type { Laboratory } from "./lab/laboratory";
import { installNative, removeAll } from "./lab/native";
import { brokenRule, compliantPod, violatingPod } from "./lab/pods";
import { kubernetesVersionOf } from "./lab/recorded";
import { admissionLab } from "./lab/shared";
import { sideBySide } from "./lab/side-by-side";
import { type Based, withBases } from "./parity/bases";
import { hasUnusualEphemeral } from "./parity/complete";
import { type Decision, decisionOf, warnedRules } from "./parity/decision";
import { unexplained } from "./parity/exceptions";
import { packRules, tokenOf } from "./parity/pack";
import { allSamples } from "./parity/samples";

const namespace = "native";

/** One object, judged by the API server's own policies and by Gatekeeper on the same request, and by the pack. */
interface Judged {
  from: string;
  kind: string;
  native: string[];
  decision: Decision;
  pack: string[];
}

describe("admission: the rules as policies of the API server", () => {
  let lab: Laboratory;
  let installed: ApiObject[] = [];
  let judged: Judged[];

  before(async () => {
    lab = await admissionLab();
    const kubernetesVersion = kubernetesVersionOf(lab.registrations);
    // They warn, because the API server names all policies that warn, and of those that deny the first alone.
    const choice = { kubernetesVersion, rules: {}, exclusions: [], enforcement: Enforcement.Warn };
    installed = await installNative(lab, namespace, admissionInput(choice));
    await until("the policies to be in force", async () => (await ask(violatingPod(namespace))).native.length > 0);
    const samples = (await allSamples()).filter(({ unknown, patch }) => !unknown && !patch);
    const sent = withBases(samples).flatMap(objectsOf);
    judged = await sideBySide(sent, async ({ from, object }) => {
      const pack = packRules(tokenOf(object), object, kubernetesVersion);
      return { from, kind: object.kind, pack, ...(await ask(object)) };
    });
  });
  after(() => removeAll(lab, installed));

  async function ask(object: ApiObject): Promise<Pick<Judged, "native" | "decision">> {
    const answer = await lab.pipeline.create(object, { dryRun: true });
    return { native: warnedRules(answer), decision: decisionOf(answer) };
  }

  /** What of a sample can be sent: of equal ones the first, and workloads with unusual debugging containers as they are. */
  function objectsOf({ from, object, base, first }: Based): { from: string; object: ApiObject }[] {
    if (!known.has(`${object.apiVersion} ${object.kind}`)) return [];
    const whole = object.kind !== "Pod" && hasUnusualEphemeral(object);
    return [...(first ? [base] : []), ...(whole ? [object] : [])].map((each) => ({ from, object: moved(each) }));
  }

  const moved = (object: ApiObject): ApiObject => ({ ...object, metadata: { ...object.metadata, namespace } });
  const known = new Set(
    podCarriers.flatMap(({ apiGroups: [group], kinds }) =>
      kinds.map((kind) => `${group === "" ? "v1" : `${group}/v1`} ${kind}`),
    ),
  );
  // What the API server cannot read or does not take comes to no policy.
  const decided = () => judged.filter(({ decision }) => decision.by !== "the API server");

  it("are taken by the API server, which compiles every expression", () => {
    const policies = installed.filter(({ kind }) => kind === "ValidatingAdmissionPolicy");
    const texts = policies.flatMap((each) => (each["spec"] as { validations: object[] }).validations);
    expect(texts).to.have.length.of.at.least(podRules.length);
  });

  for (const kind of podCarriers.flatMap(({ kinds }) => kinds))
    it(`say of every ${kind} what Gatekeeper says on the same request, and every rule says it once`, () => {
      const some = decided().filter((each) => each.kind === kind);
      expect(some).to.have.length.above(50);
      const different = some
        .filter(({ native, decision }) => native.join() !== decision.rules.join())
        .map(({ from, native, decision }) => ({ from, native, gatekeeper: decision.rules }));
      expect(different).to.deep.equal([]);
      const rules = podRules.map(({ id }) => id).filter((id) => id !== "proc-mount");
      expect([...new Set(some.flatMap(({ native }) => native))]).to.include.members(rules);
    });

  it("agree with the policy pack, but for the known exceptions", () => {
    const differences = decided().flatMap(({ native, ...trial }) => {
      const decision: Decision = { by: native.length > 0 ? "Gatekeeper" : "nobody", rules: native, complaints: [] };
      return unexplained({ ...trial, operation: "create", decision }, () => undefined).map(
        (each) => `${trial.from}: ${each}`,
      );
    });
    expect(differences).to.deep.equal([]);
  });

  it("judge the debugging containers of a pod that is there", async () => {
    const pod = compliantPod(namespace, "debugged");
    expect(warnedRules(await lab.admin.create(pod)).filter((rule) => rule === "privileged")).to.deep.equal([]);
    const [container] = (pod["spec"] as { containers: object[] }).containers;
    // What a debugging container cannot have.
    const without = { resources: undefined, livenessProbe: undefined, readinessProbe: undefined };
    const debugger_ = { ...container, ...without, name: "debugger", securityContext: { privileged: true } };
    const change = { spec: { ephemeralContainers: [debugger_] } };
    const answer = await lab.admin.merge(pod, change, { dryRun: true, subresource: "ephemeralcontainers" });
    await lab.admin.remove(pod);
    expect(warnedRules(answer), messageOf(answer)).to.include("privileged");
  });

  it("refuse what breaks a rule where they are told to deny", async () => {
    const home = `${namespace}-deny`;
    const choice = { kubernetesVersion: "1.36", rules: {}, exclusions: [], enforcement: Enforcement.Deny };
    const { sets, ...input } = admissionInput(choice);
    const only = sets.map((set) => ({
      ...set,
      id: "denied",
      rules: set.rules.filter(({ id }) => id === brokenRule),
    }));
    const objects = await installNative(lab, home, { ...input, sets: only });
    const refusal = async () => messageOf(await lab.pipeline.create(violatingPod(home), { dryRun: true }));
    try {
      await until("the policy to deny", async () => (await refusal()).includes("ValidatingAdmissionPolicy"));
      expect(await refusal()).to.match(
        /ValidatingAdmissionPolicy '(rampart-pss-01-denied-\w+)' with binding '\1' denied request: PSS-01\/host-namespaces: /,
      );
    } finally {
      await removeAll(lab, objects);
    }
  });
});
