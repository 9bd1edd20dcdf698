import { expect } from "chai";
import { createConcealer } from "../../../../policypacks/compliance/run/conceal";
import { secretTexts } from "../../../../policypacks/compliance/run/requests";
import { sentinel } from "../../../../policypacks/compliance/facts/unknown";

const secret = (value: unknown) => ({
  "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270",
  value,
});

function concealed(text: string, ...secrets: string[]): string {
  const { add, conceal } = createConcealer();
  add(() => secrets);
  return conceal(text);
}

describe("compliance pack: secrets in messages", () => {
  it("finds every text within what is marked, and no other", () => {
    const props = { a: [secret({ b: ["x", 1], c: secret("y") })], d: "plain", e: { f: secret("z") }, g: null };
    expect(secretTexts(props)).to.deep.equal(["x", "1", "y", "z"]);
    expect(secretTexts({ text: secret(sentinel) })).to.deep.equal([sentinel]);
    expect(secretTexts(undefined)).to.deep.equal([]);
  });

  it("takes out each secret wherever it stands by itself", () => {
    expect(concealed("open through 10.0.0.0/8, 10.0.0.0/8; expected", "10.0.0.0/8")).to.equal(
      "open through [secret], [secret]; expected",
    );
    expect(concealed("privileged: (a+b)*c? end", "(a+b)*c?")).to.equal("privileged: [secret] end");
  });

  it("leaves longer words and numbers whole where the secret is short", () => {
    expect(concealed("a container on port 8443: web", "443", "a", "we")).to.equal(
      "[secret] container on port 8443: web",
    );
  });

  it("takes a longer secret out of longer words too", () => {
    expect(concealed("privileged: hunter2_v1", "hunter2")).to.equal("privileged: [secret]_v1");
  });

  it("is quick with many and long secrets, of which a message holds one", () => {
    const secrets = Array.from({ length: 5_000 }, (_, index) => `${index}-${"x".repeat(8_000)}`);
    const { add, conceal } = createConcealer();
    add(() => [...secrets, "10.20.0.0/16"]);
    const shown = Array.from({ length: 100 }, () => conceal("open through 10.20.0.0/16; expected narrow CIDRs"));
    expect(new Set(shown)).to.deep.equal(new Set(["open through [secret]; expected narrow CIDRs"]));
  });

  it("takes the longest where one begins another", () => {
    expect(concealed("web.internal", "web", "web.internal")).to.equal("[secret]");
  });

  it("takes nothing for a secret that is empty or not known yet", () => {
    expect(concealed(`a ${sentinel} b`, "", " ", sentinel)).to.equal(`a ${sentinel} b`);
  });

  it("learns of more secrets between texts, and reads each once", () => {
    const { add, conceal } = createConcealer();
    let reads = 0;
    expect(conceal("one two")).to.equal("one two");
    add(() => {
      reads += 1;
      return ["one"];
    });
    expect(conceal("one two")).to.equal("[secret] two");
    add(() => ["two"]);
    expect(conceal("one two")).to.equal("[secret] [secret]");
    expect(reads).to.equal(1);
  });
});
