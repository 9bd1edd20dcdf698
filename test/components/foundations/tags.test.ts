import { output } from "@pulumi/pulumi";
import { expect } from "chai";
import { mostTags, tagMistakes, tagsFor } from "../../../components/foundations/tags";

describe("foundations/tags", () => {
  it("adds the name and the cluster to the user's tags", () => {
    expect(tagsFor({ env: "prod" }, "main", "main-vpc")).to.deep.equal({
      env: "prod",
      Name: "main-vpc",
      "rampart:cluster": "main",
    });
  });

  it("takes what AWS takes", () => {
    const tags = { "cost center": "a/b", "data:class": "PHI", späť: "", late: output("x"), v: "x".repeat(256) };
    expect(tagMistakes(tags, "tags")).to.deep.equal([]);
  });

  it("notes every tag that AWS or the component would refuse", () => {
    const tags = {
      "aws:x": "a",
      "AWS:y": "a",
      "a<b": "a",
      ["k".repeat(128)]: "a",
      Name: "a",
      "rampart:cluster": "a",
      ok: "x".repeat(257),
      bad: "a;b",
    };
    const paths = tagMistakes(tags, "tags").map(({ path }) => path);
    expect(paths).to.deep.equal(Object.keys(tags).map((key) => `tags.${key}`));
    const number = tagMistakes({ flag: true as never }, "tags");
    expect(number).to.deep.equal([{ path: "tags.flag", got: "true", expected: "a text" }]);
  });

  it("notes names that IAM takes for the same", () => {
    const tags = { Team: "a", name: "a", team: "b", TEAM: "c", "RAMPART:cluster": "a" };
    const same = "another name: to IAM it is the same as tags.Team, whatever the case";
    const own = (name: string) =>
      `another name: the component sets the tag ${name}, and IAM takes no second in another case`;
    expect(tagMistakes(tags, "tags")).to.deep.equal([
      { path: "tags.name", got: '"name"', expected: own("Name") },
      { path: "tags.team", got: '"team"', expected: same },
      { path: "tags.TEAM", got: '"TEAM"', expected: same },
      { path: "tags.RAMPART:cluster", got: '"RAMPART:cluster"', expected: own("rampart:cluster") },
    ]);
  });

  it("notes too many", () => {
    const tags = Object.fromEntries(Array.from({ length: mostTags + 1 }, (_, index) => [`t${index}`, "x"]));
    expect(tagMistakes(tags, "tags")).to.deep.equal([{ path: "tags", got: "41 tags", expected: "40 at most" }]);
  });
});
