import { expect } from "chai";
import { exponent, spread, verdict } from "../../scripts/bench/statistics";

describe("scripts/bench/statistics", () => {
  it("finds the middle of an odd and of an even number of values", () => {
    expect(spread([5, 1, 3])).to.deep.equal({ min: 1, median: 3, max: 5 });
    expect(spread([4, 1, 3, 2])).to.deep.equal({ min: 1, median: 2.5, max: 4 });
  });

  for (const power of [0.5, 1, 2]) {
    it(`finds the exponent ${power} of a power law`, () => {
      const points = [250, 500, 1000].map((x) => ({ x, y: 7 * x ** power }));
      expect(exponent(points)).to.be.closeTo(power, 1e-9);
    });
  }

  it("balances points that lie beside the line", () => {
    const points = [1, 2, 4].map((x, index) => ({ x, y: x * [1, 1.2, 1][index]! }));
    expect(exponent(points)).to.be.closeTo(1, 1e-9);
  });

  it("says whether a target is met", () => {
    expect([verdict(true, "fast"), verdict(false, "fast")]).to.deep.equal(["PASS  fast", "MISS  fast"]);
  });
});
