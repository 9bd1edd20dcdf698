import { expect } from "chai";
import { allowedOf, type Target } from "./judge";
import { keyActions } from "./key-actions";
import { keyTable } from "./key-table";
import { keysOf, recordWithArns } from "./rights";
import { sites } from "./sites";

for (const site of sites) {
  describe(`iam/keys in ${site.partition}`, () => {
    let keys: Record<string, Target>;
    before(async () => (keys = keysOf(await recordWithArns(site), site)));

    for (const [who, { caller, may }] of Object.entries(keyTable)) {
      it(`${who}: may do what the table says, and nothing else`, async () => {
        const targets = Object.entries(keys).map(([name, target]) => [name, { target, actions: keyActions }] as const);
        const allowed = await allowedOf(caller(site), Object.fromEntries(targets));
        expect(allowed).to.deep.equal(may ?? {});
      });
    }
  });
}
