import { expect } from "chai";
import { Part } from "../../../catalogue/contracts";
import type { CompliantClusterArgs } from "../../../index";
import type { Recording } from "../../support/recorder";
import { at, recordCluster } from "../recorded";
import { partRows } from "./parts";

/** Every part is made: those that are left alone by default as well. */
const everything: CompliantClusterArgs = {
  region: "eu-central-1",
  storage: { accountEncryption: { mode: "create" } },
  registry: { scanning: { mode: "create" } },
};

function countsOf({ registrations }: Recording): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { type } of registrations) counts.set(type, (counts.get(type) ?? 0) + 1);
  return counts;
}

/** The arguments of a row in place of those of the same part. */
function withRow({ storage, registry, ...row }: CompliantClusterArgs): CompliantClusterArgs {
  return {
    ...everything,
    ...row,
    storage: { ...everything.storage, ...storage },
    // A registry of another mode has no arguments of its own; scanning is there in every mode.
    registry: { ...everything.registry, ...registry },
  };
}

const declarationOf = (recording: Recording) =>
  at(recording.one("rampart:index:CompliantCluster", "main").inputs, "parts") as Record<string, unknown>;

describe("compliant-cluster/parts", () => {
  let all: Recording;
  before(async () => (all = await recordCluster(everything)));

  it("are all made by default, or once they are asked for, and are declared so", () => {
    expect(declarationOf(all)).to.deep.equal(
      Object.fromEntries(Object.values(Part).map((part) => [part, { mode: "create" }])),
    );
  });

  it("have a row for each part and for each way in which it can be provided", () => {
    const rows = partRows.map(({ part, mode }) => `${part} ${mode}`);
    expect(new Set(rows).size).to.equal(rows.length);
    expect([...new Set(partRows.map(({ part }) => part))].sort()).to.deep.equal(Object.values(Part).sort());
  });

  for (const { part, mode, args, removed, declared = {}, invokes = [] } of partRows) {
    it(`${part} ${mode}: leaves out exactly its resources, and says so`, async () => {
      const recording = await recordCluster(withRow(args), { invokes });
      const [before, after] = [countsOf(all), countsOf(recording)];
      const types = new Set([...before.keys(), ...after.keys()]);
      const difference = [...types]
        .map((type) => [type, (before.get(type) ?? 0) - (after.get(type) ?? 0)] as const)
        .filter(([, count]) => count !== 0);
      const expected = Object.entries(removed).map(([type, count]) => [
        /^(kubernetes|rampart):/.test(type) ? type : `aws:${type}`,
        count,
      ]);
      expect(Object.fromEntries(difference)).to.deep.equal(Object.fromEntries(expected));
      const declarations = declarationOf(recording);
      expect(declarations[part]).to.deep.equal({ mode, ...declared });
    });
  }
});
