import { RE2JS } from "@bufbuild/re2";
import { expect } from "chai";
import { pods } from "../../../../catalogue/rules/pods";
import { compile } from "../../../../policypacks/compliance/cel/rules";

describe("cel/rules", () => {
  // eslint-disable-next-line @typescript-eslint/unbound-method -- it is put back as it was
  const { compile: original } = RE2JS;
  let compiled: string[];
  beforeEach(() => {
    compiled = [];
    RE2JS.compile = (pattern, ...flags) => {
      compiled.push(pattern);
      return original.call(RE2JS, pattern, ...flags);
    };
  });
  afterEach(() => {
    RE2JS.compile = original;
  });

  const rule = (expression: string) => ({ ...pods.rules[0]!, expression });
  const parameters = { registries: [], exposed: [], clusterAdmins: [], trustedRoles: [], platformNamespaces: [] };
  const named = (name: string) => ({ metadata: { name } });

  it("make a pattern once, whatever it is compared with, and by RE2's rules", () => {
    const { bind, rules } = compile([rule('variables.anyObject.metadata.name.matches("(?i)^WEB-\\\\d+$")')], []);
    const meets = (name: string) => rules[0]!.evaluate(bind(named(name), { parameters }));
    expect([meets("web-1"), meets("Web-22"), meets("api-1"), meets("web-x")]).to.deep.equal([true, true, false, false]);
    expect(compiled).to.deep.equal(["(?i)^WEB-\\d+$"]);
  });

  it("are an error where a pattern is none", () => {
    const { bind, rules } = compile([rule('variables.anyObject.metadata.name.matches("(")')], []);
    expect(rules[0]!.evaluate(bind(named("web"), { parameters }))).to.equal("error");
  });
});
