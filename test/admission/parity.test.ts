import { expect } from "chai";
import { podCarriers, podRules } from "../../catalogue";
import { kubernetesVersionOf } from "./lab/recorded";
import { admissionLab } from "./lab/shared";
import { refusals, surpluses, unexplained, unsendable } from "./parity/exceptions";
import { allSamples, namespace } from "./parity/samples";
import { type Operation, runTrials, type Trial } from "./parity/trials";

describe("admission: the policy pack and the webhook", () => {
  let trials: Trial[];
  before(async () => {
    const lab = await admissionLab();
    trials = await runTrials(lab, await allSamples(), kubernetesVersionOf(lab.registrations));
  });
  after(async () => {
    const { admin } = await admissionLab();
    for (const { apiGroups, kinds } of podCarriers) {
      const apiVersion = apiGroups[0] === "" ? "v1" : `${apiGroups[0]}/v1`;
      for (const kind of kinds) await admin.removeAll(apiVersion, kind, namespace);
    }
  });

  const kinds = podCarriers.flatMap((carrier) => carrier.kinds);
  const of = (operation: Operation, kind?: string) =>
    trials.filter((each) => each.operation === operation && (kind === undefined || each.kind === kind));
  /** Decided, and by none of the rules of Pod Security. */
  const meetsTheStandard = ({ decision }: Trial) =>
    decision !== undefined &&
    decision.by !== "the API server" &&
    !podRules.some(({ id }) => decision.rules.includes(id));
  const differences = (some: readonly Trial[]) =>
    some.flatMap((trial) => unexplained(trial, () => undefined).map((what) => `${trial.from}: ${what}`));

  for (const kind of kinds) {
    it(`find the same rules broken where a ${kind} is created`, () => {
      expect(of("create", kind)).to.have.length.above(50);
      expect(differences(of("create", kind))).to.deep.equal([]);
    });

    it(`find the same rules broken where a ${kind} is updated`, () => {
      expect(of("update", kind)).to.have.length.above(50);
      expect(differences(of("update", kind))).to.deep.equal([]);
    });

    it(`enforce every rule on a ${kind}, new or there before`, () => {
      const denied = (operation: Operation) =>
        new Set(of(operation, kind).flatMap(({ decision }) => (decision?.by === "Gatekeeper" ? decision.rules : [])));
      // An unmasked /proc never comes to Gatekeeper: where the rule forbids it, the API server does too.
      const rules = podRules.map(({ id }) => id).filter((id) => id !== "proc-mount");
      for (const operation of ["create", "update"] as const) {
        expect([...denied(operation)], operation).to.include.members(rules);
      }
    });
  }

  it("find the same rules broken where a pod gets ephemeral containers", () => {
    const debugged = of("debug");
    expect(debugged).to.have.length.above(70);
    expect(differences(debugged)).to.deep.equal([]);
    expect(debugged.some(({ decision }) => decision!.rules.includes("privileged"))).to.equal(true);
    expect(debugged.some(meetsTheStandard)).to.equal(true);
  });

  it("find the same rules broken where a workload is patched, and in everything else", () => {
    expect(of("patch").map(({ decision }) => decision?.by)).to.include.members(["Gatekeeper", undefined]);
    expect(of("patch").some(meetsTheStandard)).to.equal(true);
    expect(differences(trials)).to.deep.equal([]);
  });

  it("differ only as the exceptions say, and every exception is needed", () => {
    const used = new Set<unknown>();
    for (const trial of trials) unexplained(trial, (exception) => used.add(exception));
    expect([...refusals, ...surpluses, unsendable].filter((each) => !used.has(each))).to.deep.equal([]);
  });
});
