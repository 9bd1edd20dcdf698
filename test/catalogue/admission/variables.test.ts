import { expect } from "chai";
import { variablesOf } from "../../../catalogue/admission/variables";
import { services } from "./sample";

const [loadBalancer, nodePort] = services.rules as [(typeof services.rules)[0], (typeof services.rules)[0]];

describe("catalogue/admission: the variables of rules", () => {
  const named = (expression: string, variables: Record<string, string>) => {
    const list = Object.entries(variables).map(([name, text]) => ({ name, expression: text }));
    return variablesOf([{ ...nodePort, expression }], { ...services, variables: list }).map(({ name }) => name);
  };

  it("are those that they read, in the order of the set", () => {
    const [type, full, name] = services.variables;
    expect(variablesOf([loadBalancer], services)).to.deep.equal([type, full]);
    expect(variablesOf([nodePort], services)).to.deep.equal([type]);
    expect(variablesOf(services.rules, services)).to.deep.equal([type, full, name]);
    expect(variablesOf([], services)).to.deep.equal([]);
  });

  it("are those, too, that these read", () => {
    const variables = { a: "variables.anyObject", b: "variables.a", other: "variables.exposed", c: "variables.b" };
    expect(named("variables.c", variables)).to.deep.equal(["a", "b", "c"]);
    expect(named("variables.other", variables)).to.deep.equal(["other"]);
    expect(named("true", variables)).to.deep.equal([]);
  });

  it("are known by their whole names", () => {
    expect(named("variables.specs", { spec: "1", specs: "2" })).to.deep.equal(["specs"]);
  });
});
