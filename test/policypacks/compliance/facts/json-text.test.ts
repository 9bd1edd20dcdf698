import { expect } from "chai";
import { fact } from "../../../../policypacks/compliance/facts/fact";
import { fromJson } from "../../../../policypacks/compliance/facts/json-text";
import { sentinel } from "../../../../policypacks/compliance/facts/unknown";

const read = (value: unknown) => fromJson(fact({ holder: { tags: value } }).at("holder.tags"));

describe("facts/json-text", () => {
  it("reads a text as what it says, at the text's own place", () => {
    const found = read('{"tags":{"owner":"a"}}').at("tags.owner");
    expect([found.state, found.value, found.path]).to.deep.equal(["known", "a", "holder.tags.tags.owner"]);
    expect(
      read('["a","b"]')
        .items()!
        .map(({ value }) => value),
    ).to.deep.equal(["a", "b"]);
    expect(read("null").state).to.equal("absent");
  });

  it("leaves alone what is no text, no JSON, absent or unknown", () => {
    expect(read({ a: 1 }).value).to.deep.equal({ a: 1 });
    expect(read("owner=a").value).to.equal("owner=a");
    expect(read(undefined).state).to.equal("absent");
    expect(read(sentinel).state).to.equal("unknown");
    expect(read(`["${sentinel}"]`).state).to.equal("unknown");
  });
});
