import { expect } from "chai";
import { spansOf, terminalSvg } from "../../scripts/picture/svg";

describe("scripts/picture", () => {
  it("reads colours and weights, and drops other control codes", () => {
    expect(spansOf("a\u001b[1;31mb\u001b[22mc\u001b[39md\u001b[2Ke")).to.deep.equal([
      { text: "a", bold: false, dim: false, colour: undefined },
      { text: "b", bold: true, dim: false, colour: "#ff7b72" },
      { text: "c", bold: false, dim: false, colour: "#ff7b72" },
      { text: "d", bold: false, dim: false, colour: undefined },
      { text: "e", bold: false, dim: false, colour: undefined },
    ]);
  });

  it("draws a line of text per line, escaped", () => {
    const svg = terminalSvg("a & b", ["<one>", "", "two"], 80);
    expect(svg.match(/<text [^>]*xml:space/g)).to.have.length(2);
    expect(svg).to.contain("&lt;one&gt;").and.to.contain("<title>a &amp; b</title>");
  });
});
