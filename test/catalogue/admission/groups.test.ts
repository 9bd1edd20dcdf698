import { expect } from "chai";
import { objectRules, ruleSets } from "../../../catalogue";
import { ruleGroups } from "../../../catalogue/admission/groups";
import { services, workloads } from "./sample";

describe("catalogue/admission: the rules that an engine gets as one object", () => {
  it("are those of a set, a control and a level of the standard, with what any of them reads", () => {
    const [type, full, name] = services.variables;
    const [loadBalancer, nodePort, externalName] = services.rules;
    const [hostPid, asRoot] = workloads.rules;
    expect(ruleGroups([services, workloads])).to.deep.equal([
      {
        name: "net-08-services",
        control: "NET-08",
        kinds: services.kinds,
        parameters: ["exposed", "registries"],
        variables: [type, full, name],
        rules: [loadBalancer, externalName],
      },
      {
        name: "net-09-services",
        control: "NET-09",
        kinds: services.kinds,
        parameters: [],
        variables: [type],
        rules: [nodePort],
      },
      ...[hostPid!, asRoot!].map((rule) => ({
        name: `pss-01-workloads-${rule.standard}`,
        control: "PSS-01",
        standard: rule.standard,
        kinds: workloads.kinds,
        parameters: [],
        variables: workloads.variables,
        rules: [rule],
      })),
    ]);
  });

  it("are all of the catalogue, each once, under names of their own", () => {
    const groups = ruleGroups(ruleSets);
    const names = groups.map(({ name }) => name);
    expect(new Set(names).size).to.equal(names.length);
    expect(groups.flatMap(({ rules }) => rules)).to.have.members(objectRules);
    expect(groups.reduce((sum, { rules }) => sum + rules.length, 0)).to.equal(objectRules.length);
  });

  it("have each parameter once, whichever of them reads it", () => {
    const twice = services.rules.map((rule) => ({ ...rule, control: "NET-08", parameters: ["exposed" as const] }));
    expect(ruleGroups([{ ...services, rules: twice }])[0]!.parameters).to.deep.equal(["exposed"]);
  });
});
