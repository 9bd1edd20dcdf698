import { expect } from "chai";
import {
  admissionInput,
  Enforcement,
  gatekeeperObjects,
  kyvernoObjects,
  objectRules,
  ruleSets,
  vapObjects,
} from "../../../catalogue";
import { input } from "./sample";

/** Words that the API server takes for no name: https://github.com/google/cel-spec/blob/master/doc/langdef.md#syntax */
const reserved =
  "true false null in as break const continue else for function if import let loop package namespace return var void while".split(
    " ",
  );

const all = admissionInput({ kubernetesVersion: undefined, rules: {}, exclusions: [], enforcement: Enforcement.Deny });

for (const [what, subject] of Object.entries({ "of a sample": input, "of the catalogue": all }))
  describe(`catalogue/admission: the rules ${what} in every engine`, () => {
    const { templates, constraints } = gatekeeperObjects(subject);
    const sources = templates.map(({ spec }) => spec.targets[0]!.code[0]!.source);
    const kyverno = kyvernoObjects(subject);
    const { policies, bindings } = vapObjects(subject);
    const rules = subject.sets.flatMap((set) => set.rules);
    const ruleOf = (message: string) => rules.find(({ control, id }) => message.startsWith(`${control}/${id}: `))!;
    /** The rules of each policy, and of the template at the same place. */
    const held = policies.map(({ spec }) => spec.validations.map(({ message }) => ruleOf(message)));

    it("are the same strings, with the same messages", () => {
      const texts = sources.flatMap(({ validations }) => validations);
      expect(texts.map(({ expression, message }) => [ruleOf(message).id, expression])).to.have.deep.members(
        rules.map(({ expression, id }) => [id, expression]),
      );
      expect(policies.map(({ spec }) => spec.validations)).to.deep.equal(sources.map(({ validations }) => validations));
      for (const { metadata, spec } of kyverno) {
        const twin = policies.find((each) => each.metadata.name === metadata.name.replace(/-warn$/, ""))!;
        expect(spec.validations, metadata.name).to.deep.equal(twin.spec.validations);
        expect(spec.variables, metadata.name).to.deep.equal(twin.spec.variables);
      }
      expect(new Set(kyverno.map(({ metadata }) => metadata.name.replace(/-warn$/, "")))).to.have.lengthOf(
        policies.length,
      );
    });

    it("have the same variables in the same order, of which only the parameters are bound in another way", () => {
      for (const [index, { spec }] of policies.entries()) {
        const parameters = [...new Set(held[index]!.flatMap((rule) => rule.parameters ?? []))];
        const named = (variables: readonly { name: string }[]) => variables.map(({ name }) => name);
        const ofGatekeeper = sources[index]!.variables;
        expect(named(spec.variables)).to.deep.equal(["anyObject", ...named(ofGatekeeper)]);
        expect(named(ofGatekeeper).slice(0, parameters.length)).to.deep.equal(parameters);
        expect(spec.variables.slice(1 + parameters.length)).to.deep.equal(ofGatekeeper.slice(parameters.length));
      }
    });

    it("have variables whose names CEL takes, and keeps for nothing else", () => {
      for (const { spec, metadata } of policies)
        for (const { name } of spec.variables) {
          expect(name, metadata.name).to.match(/^[A-Za-z_]\w*$/);
          expect(reserved, metadata.name).to.not.include(name);
        }
    });

    it("read no variable that is not declared before", () => {
      const read = (expression: string) => [...expression.matchAll(/variables\.(\w+)/g)].map(([, name]) => name!);
      for (const { spec, metadata } of policies) {
        const declared = new Set<string>();
        const rulesOfPolicy = spec.validations.map(({ expression }) => ({ name: "", expression }));
        for (const { name, expression } of [...spec.variables, ...rulesOfPolicy]) {
          expect([...declared], `${metadata.name}: ${name}`).to.include.members(read(expression));
          declared.add(name);
        }
      }
    });

    it("declare every parameter that they read, in a structural schema, and no constraint has another", () => {
      for (const { spec } of templates) {
        const { openAPIV3Schema: schema } = spec.crd.spec.validation;
        const source = spec.targets[0]!.code[0]!.source;
        const expressions = [...source.variables, ...source.matchCondition].map(({ expression }) => expression);
        const read = expressions.flatMap((each) =>
          [...each.matchAll(/variables\.params\.(\w+)/g)].map(([, name]) => name!),
        );
        const declared = Object.keys(schema.properties);
        expect(declared).to.have.members([...new Set(read)]);
        for (const each of Object.values(schema.properties))
          expect(each).to.deep.equal({ type: "array", items: { type: "string" } });
        for (const constraint of constraints.filter(({ kind }) => kind === spec.crd.spec.names.kind))
          expect(Object.keys(constraint.spec.parameters)).to.have.members(declared);
      }
    });

    it("have names that Kubernetes accepts, each once, and messages of one line", () => {
      const kinds = templates.map(({ spec }) => spec.crd.spec.names.kind);
      for (const [index, { metadata }] of templates.entries()) {
        expect(kinds[index]).to.match(/^Rampart[A-Za-z0-9]{1,56}$/);
        expect(metadata.name).to.equal(kinds[index]!.toLowerCase());
        for (const { message } of sources[index]!.validations) expect(message).to.not.include("\n");
      }
      for (const objects of [templates, constraints, kyverno, policies, bindings]) {
        const names = objects.map(({ metadata }) => metadata.name);
        expect(new Set(names).size).to.equal(names.length);
        for (const name of names) expect(name).to.match(/^[a-z0-9-]{1,63}$/);
      }
    });
  });

describe("catalogue/admission: what is rendered for a cluster", () => {
  it("is every rule where the version is not known, and those of the version where it is", () => {
    expect(all.sets.flatMap(({ rules }) => rules)).to.deep.equal(objectRules);
    const at = (kubernetesVersion: string) =>
      admissionInput({ kubernetesVersion, rules: {}, exclusions: [], enforcement: Enforcement.Deny }).sets;
    expect(at("1.36").map(({ id }) => id)).to.deep.equal(ruleSets.map(({ id }) => id));
    const userns = (sets: typeof all.sets) =>
      sets.flatMap(({ variables }) => variables).find(({ name }) => name === "userns")!.expression;
    expect(userns(at("1.34"))).to.equal("false");
    expect(userns(at("1.35"))).to.include("hostUsers");
  });

  it("has the lists that the cluster sets, sorted and each value once, and empty ones else", () => {
    const rules = { registries: ["b/", "a/", "b/"], trustedRoles: ["view"] };
    const { parameters, exemptNamespaces } = admissionInput({
      kubernetesVersion: "1.36",
      rules,
      exclusions: [],
      enforcement: Enforcement.Warn,
    });
    expect(parameters).to.deep.equal({
      registries: ["a/", "b/"],
      exposed: [],
      clusterAdmins: [],
      trustedRoles: ["view"],
      platformNamespaces: exemptNamespaces,
    });
    expect(exemptNamespaces).to.include.members(["kube-system", "gatekeeper-system"]);
  });
});
