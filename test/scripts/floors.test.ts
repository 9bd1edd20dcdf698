import { expect } from "chai";
import { cleaned, mappedPart, type ProcessCoverage } from "../../scripts/floors/raw";

/** Two lines of 20 characters; the source maps columns 10 of the first to 5 of the second. */
const map = { lineLengths: [20, 20], data: { mappings: "A,UAAA;KACA" } };
const part = { first: 10, last: 26 };

function coverage(
  url: string,
  ranges: [start: number, end: number, count: number][],
  sourceMap = map,
): ProcessCoverage {
  const [whole, ...blocks] = ranges.map(([startOffset, endOffset, count]) => ({ startOffset, endOffset, count }));
  return {
    result: [{ url, functions: [{ functionName: "", isBlockCoverage: true, ranges: [whole!, ...blocks] }] }],
    "source-map-cache": { [url]: sourceMap },
  };
}

const all = () => true;
const none = () => false;

describe("scripts/floors", () => {
  it("finds the part of the code that has a source", () => {
    expect(mappedPart(map.data.mappings, map.lineLengths)).to.deep.equal(part);
    expect(mappedPart(";;gBAAA,DAAA", [3, 4, 50])).to.deep.equal({ first: 24, last: 25 });
  });

  it("takes out branches that stand before or after it, and keeps those within", () => {
    const [result] = cleaned(
      [
        coverage("a", [
          [0, 41, 1],
          [2, 8, 0],
          [12, 18, 0],
          [30, 40, 0],
        ]),
      ],
      all,
      none,
    );
    const ranges = result!.result[0]!.functions[0]!.ranges;
    expect(ranges.map(({ startOffset }) => startOffset)).to.deep.equal([0, 12]);
  });

  it("takes out functions that the transpiler made", () => {
    expect(cleaned([coverage("a", [[0, 9, 1]])], all, none)[0]!.result[0]!.functions).to.deep.equal([]);
    expect(cleaned([coverage("a", [[11, 19, 1]])], all, none)[0]!.result[0]!.functions).to.have.length(1);
  });

  it("keeps our own files alone", () => {
    expect(cleaned([coverage("a", [[11, 19, 1]])], none, none)[0]!.result).to.deep.equal([]);
  });

  describe("with two transpilations of one file", () => {
    const other = { lineLengths: [30], data: { mappings: "A,UAAA,KAAA" } };
    const ours = coverage("a", [[11, 19, 1]]);
    const theirs = coverage("a", [[11, 19, 1]], other);
    const kept = (processes: ProcessCoverage[], leading: (each: ProcessCoverage) => boolean) =>
      cleaned(processes, all, leading).map(({ result }) => result.length);

    it("keeps that of the leading process", () => {
      expect(kept([ours, theirs, theirs], (each) => each === ours)).to.deep.equal([1, 0, 0]);
    });

    it("keeps the most frequent one without a leading process", () => {
      expect(kept([ours, theirs, theirs], none)).to.deep.equal([0, 1, 1]);
    });
  });
});
