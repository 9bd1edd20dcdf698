import { expect } from "chai";

import { count, printable, table, wrap } from "../../../cli/report/text";

describe("texts of a report", () => {
  it("count in words", () => {
    expect([0, 1, 2].map((number) => count(number, "key"))).to.deep.equal(["0 keys", "1 key", "2 keys"]);
    expect([1, 2].map((number) => count(number, "was", "were"))).to.deep.equal(["1 was", "2 were"]);
  });

  it("break at spaces, exactly at the width, and no word", () => {
    expect(wrap("ab cd ef", 5)).to.deep.equal(["ab cd", "ef"]);
    expect(wrap("ab cd ef", 4)).to.deep.equal(["ab", "cd", "ef"]);
    expect(wrap("abcdef gh", 3)).to.deep.equal(["abcdef", "gh"]);
    expect(wrap("ab\n\ncd", 9)).to.deep.equal(["ab", "", "cd"]);
    expect(wrap("", 9)).to.deep.equal([""]);
  });

  it("keep the line break alone of what controls a terminal", () => {
    expect(printable("a\u001b[31mb\nc\td\u009be")).to.equal("ab\ncde");
  });

  it("stand in columns, words to the left and numbers to the right", () => {
    expect(
      table(
        ["what", "n"],
        [
          ["a", "10"],
          ["longer", "1"],
        ],
      ),
    ).to.deep.equal(["what     n", "a       10", "longer   1"]);
  });
});
