import { expect } from "chai";
import { objectRules } from "../../catalogue";
import { corpusCrds } from "./corpus/kinds";
import { furtherManifests } from "./corpus/further";
import { judge, type Judged } from "./corpus/judged";
import { allSettings, type Manifest, manifests } from "./corpus/manifests";
import { type Turns, turnsOf } from "./corpus/turns";
import { accepted } from "./lab/api-client";
import { define, type Laboratory } from "./lab/laboratory";
import { createNamespace } from "./lab/namespaces";
import { kubernetesVersionOf } from "./lab/recorded";
import { admissionLab } from "./lab/shared";

/** What the API server refuses although the pack finds nothing wrong, and why that is not for the object rules to say. */
const refusals = [
  {
    complaint: /ephemeralContainers: Forbidden: cannot be set on create$/,
    because: "A pod gets them later. The pack judges them as if it had, and the samples are tried that way.",
  },
  {
    complaint: /cannot unmarshal string into Go struct field NetworkPolicySpec\.spec\.policyTypes /,
    because: "No rule reads the policy types. What is denied in a namespace is judged over the whole stack.",
  },
];

/** Rules whose broken objects never come to a policy: the API server itself forbids the same, since this version at the latest. */
const forbidden = ["proc-mount", "namespace-standard-version", "policy-empty-peer"];

describe("admission: the corpus of Kubernetes", () => {
  let turns: Turns | undefined;
  let skipped: Map<string, number>;
  const judged: Judged[] = [];

  before(async () => {
    const lab = await admissionLab();
    const kubernetesVersion = kubernetesVersionOf(lab.registrations);
    await define(lab.admin, corpusCrds());
    const read = manifests();
    skipped = new Map(read.skipped);
    const all = [...read.manifests, ...furtherManifests()];
    const served = await servedOf(lab, all);
    skipped.set("of a version that is no longer served", all.length - served.length);
    await createNamespaces(lab, served);
    turns = turnsOf(lab, kubernetesVersion);
    for (const tuned of [false, true]) {
      const { parameters } = await turns.take(tuned ? allSettings() : {});
      const some = served.filter((each) => each.tuned === tuned);
      judged.push(...(await judge(lab, some, parameters, kubernetesVersion)));
    }
  });
  after(() => turns?.end());

  const refused = () => judged.filter(({ decision }) => decision.by === "the API server");
  const decided = () => judged.filter(({ decision }) => decision.by !== "the API server");
  const atTheWebhook = () => decided().filter(({ exempt, warnOnly }) => !exempt && !warnOnly);

  /** Disagreements, readable: the object, and what either side alone finds broken. */
  const differences = (side: string, said: (each: Judged) => { pack: string[]; admission: string[] }) =>
    decided().flatMap((each) => {
      const { pack, admission } = said(each);
      const alone = [
        ...pack.filter((rule) => !admission.includes(rule)).map((rule) => `${rule} (the pack alone)`),
        ...admission.filter((rule) => !pack.includes(rule)).map((rule) => `${rule} (${side} alone)`),
      ];
      return alone.length === 0 ? [] : [`${each.from}, ${each.what}: ${alone.join(", ")}`];
    });

  it("is sent to the API server, but for what cannot be", () => {
    const counts = {
      judged: judged.length,
      "by the webhook": atTheWebhook().length,
      "of these denied": atTheWebhook().filter(({ decision }) => decision.by === "Gatekeeper").length,
      "by warnings alone, for their kind": decided().filter(({ exempt, warnOnly }) => warnOnly && !exempt).length,
      "by policies that hold in the platform's namespaces here": decided().filter(({ exempt }) => exempt).length,
      "refused by the API server itself": refused().length,
    };
    const line = (entries: Iterable<[string, number]>) => [...entries].map(([what, count]) => `${count} ${what}`);
    console.log(`      ${line(Object.entries(counts)).join(", ")}`);
    console.log(`      not sent: ${line(skipped).join(", ")}`);
    expect(counts["by the webhook"]).to.be.above(400);
    expect(counts["of these denied"]).to.be.above(200);
  });

  it("is denied at the webhook by the rules that the policy pack finds broken", () => {
    expect(
      differences("Gatekeeper", ({ denied, decision }) => ({ pack: denied, admission: decision.rules })),
    ).to.deep.equal([]);
  });

  it("is found to break the same rules by the policies of the API server, on kinds that are only warned about too", () => {
    expect(differences("the API server", ({ pack, native }) => ({ pack, admission: native }))).to.deep.equal([]);
  });

  it("is refused by the API server itself only where the pack finds something wrong, but for the known exceptions", () => {
    const used = new Set<unknown>();
    const surprising = refused()
      .filter(({ pack }) => pack.length === 0)
      .flatMap(({ from, what, decision }) =>
        decision.complaints
          .filter((complaint) => {
            const known = refusals.find((each) => each.complaint.test(complaint));
            if (known !== undefined) used.add(known);
            return known === undefined;
          })
          .map((complaint) => `${from}, ${what}: ${complaint}`),
      );
    expect(surprising).to.deep.equal([]);
    expect(refusals.filter((each) => !used.has(each))).to.deep.equal([]);
  });

  it("breaks every rule, but for those that the API server enforces itself", () => {
    const seen = new Set(decided().flatMap(({ native }) => native));
    expect(objectRules.map(({ id }) => id).filter((id) => !seen.has(id))).to.have.members(forbidden);
  });
});

async function servedOf({ pipeline }: Laboratory, some: readonly Manifest[]): Promise<Manifest[]> {
  const served: Manifest[] = [];
  for (const each of some) if (await pipeline.serves(each.object.apiVersion, each.object.kind)) served.push(each);
  return served;
}

/** Those that are missing; the platform's are there as its components make them. */
async function createNamespaces(lab: Laboratory, some: readonly Manifest[]): Promise<void> {
  const names = new Set(some.flatMap(({ object: { metadata } }) => metadata.namespace ?? []));
  for (const name of names) {
    const there = await lab.admin.read({ apiVersion: "v1", kind: "Namespace", metadata: { name } });
    if (!accepted(there)) await createNamespace(lab, name);
  }
}
