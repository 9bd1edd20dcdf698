import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { alertRouteReasons, bounds } from "../../catalogue/posture/bounds";
import type { Bounds } from "../../catalogue/posture/parameter";
import { residencyLimits } from "../../catalogue/posture/residency";

const page = readFileSync(join(__dirname, "..", "..", "docs", "parts", "posture.md"), "utf8");

/** The rows under a heading, cell by cell, without the head. */
function rowsUnder(heading: string): string[][] {
  const section = page.split(/^## /m).find((each) => each.startsWith(heading))!;
  const lines = section.split("\n").filter((line) => line.startsWith("|"));
  return lines.slice(2).map((line) =>
    line
      .split("|")
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
}

function rowsOf(name: string, bound: string, { own, asked }: Bounds): string[][] {
  const value = Number.isFinite(own) ? String(own) : "none";
  return [
    [name, bound, "Rampart", "", value],
    ...asked.map(({ regime, requirement, value: each }) => [name, bound, regime, requirement, String(each)]),
  ];
}

const parameters = [
  ...Object.entries(bounds).flatMap(([name, range]) =>
    Object.entries<Bounds>(range).flatMap(([bound, each]) => rowsOf(name, bound, each)),
  ),
  ["alertRoutes", "required", "Rampart", "", "no"],
  ...alertRouteReasons.map(({ regime, requirement }) => ["alertRoutes", "required", regime, requirement, "yes"]),
];

const limits = residencyLimits.map(({ regime, value, because }) => [
  regime,
  because.map(({ requirement }) => requirement).join(", "),
  value.join(", "),
]);

describe("the page of the posture", () => {
  it("prints every value with the requirement that sets it", () => {
    expect(rowsUnder("Parameters")).to.deep.equal(parameters);
  });

  it("prints where data may lie", () => {
    expect(rowsUnder("Residency")).to.deep.equal(limits);
  });
});
