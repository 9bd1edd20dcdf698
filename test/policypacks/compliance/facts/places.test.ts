import { expect } from "chai";
import { samePlace } from "../../../../policypacks/compliance/facts/places";
import { noSources, type Subject } from "../../../../policypacks/compliance/facts/subject";
import { unknown } from "../../../support/samples";

/** A resource by its provider, the region that is known of it, and what it says of its own region. */
const at = (provider: string, region?: string, own: unknown = region): Subject => ({
  urn: "u",
  type: "t",
  name: "n",
  provider,
  ...(region === undefined ? {} : { region }),
  props: own === undefined ? {} : { region: own },
  outputs: {},
  ignoreChanges: [],
  sources: noSources,
});

describe("compliance pack: one place", () => {
  it("is one account and region, as far as can be known", () => {
    const table: [string, Subject, Subject, boolean | "unknown"][] = [
      ["one provider", at("a"), at("a"), true],
      ["one region", at("a", "eu-west-1"), at("a", "eu-west-1", undefined), true],
      ["two regions", at("a", "eu-west-1"), at("a", "eu-west-3"), false],
      ["two regions of two providers", at("a", "eu-west-1"), at("b", "eu-west-3"), false],
      ["one region of two providers", at("a", "eu-west-1"), at("b", "eu-west-1"), "unknown"],
      ["two providers", at("a"), at("b"), "unknown"],
      ["a region, and the provider's", at("a", "eu-west-1"), at("a"), "unknown"],
      ["an unknown region, and the provider's", at("a", undefined, unknown), at("a"), "unknown"],
    ];
    for (const [title, one, other, expected] of table) {
      expect(samePlace(one, other), title).to.equal(expected);
      expect(samePlace(other, one), `${title}, turned round`).to.equal(expected);
    }
  });
});
