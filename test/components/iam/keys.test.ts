import { expect } from "chai";
import { isAllowed, type Target } from "./judge";
import { keyActions } from "./key-actions";
import { keyTable } from "./key-table";
import { keysOf, recordWithArns, sites } from "./rights";

for (const site of sites) {
  describe(`iam/keys in ${site.partition}`, () => {
    let keys: Record<string, Target>;
    before(async () => (keys = keysOf(await recordWithArns(site), site)));

    for (const [who, { caller, may }] of Object.entries(keyTable)) {
      it(`${who}: may do what the table says, and nothing else`, async () => {
        const allowed: Record<string, string[]> = {};
        for (const [name, key] of Object.entries(keys)) {
          for (const action of keyActions) {
            if (await isAllowed(caller(site), action, key)) (allowed[name] ??= []).push(action);
          }
        }
        expect(allowed).to.deep.equal(may ?? {});
      });
    }
  });
}
