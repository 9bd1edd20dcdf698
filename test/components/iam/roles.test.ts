import { expect } from "chai";
import { isAllowed, type Target } from "./judge";
import { keysOf, recordWithArns, roleArn, type RoleRights, rolesOf, sites } from "./rights";
import { callerOf, roleTable, situations, targetsOf } from "./role-table";
import { trustActions, trustTable } from "./trust-table";

for (const site of sites) {
  describe(`iam/roles in ${site.partition}`, () => {
    let keys: Record<string, Target>;
    let roles: Record<string, RoleRights>;
    before(async () => {
      const recording = await recordWithArns(site);
      keys = keysOf(recording, site);
      roles = rolesOf(recording);
    });

    it("are those of the table, each with the policies of AWS that it names", () => {
      const attached = Object.entries(roles).map(([name, role]) => [name, role.attached]);
      const expected = Object.entries(roleTable).map(([name, row]) => [
        name,
        row.attached.map((policy) => `arn:${site.partition}:iam::aws:policy/${policy}`),
      ]);
      expect(Object.fromEntries(attached)).to.deep.equal(Object.fromEntries(expected));
    });

    for (const [name, { may }] of Object.entries(roleTable)) {
      for (const [situation, contextOf] of Object.entries(situations)) {
        it(`${name}, ${situation}: may do what the table says, and nothing else`, async () => {
          const caller = callerOf(site, name, roles[name]!, contextOf(site));
          const allowed: Record<string, string[]> = {};
          for (const [what, { target, actions }] of Object.entries(targetsOf(site, keys))) {
            for (const action of actions) {
              if (await isAllowed(caller, action, target)) (allowed[what] ??= []).push(action);
            }
          }
          expect(allowed).to.deep.equal(may[situation] ?? {});
        });
      }
    }

    for (const [who, { caller, takes }] of Object.entries(trustTable)) {
      it(`${who}: takes the roles that the table says, and no other`, async () => {
        const taken: Record<string, string[]> = {};
        for (const [name, { trust }] of Object.entries(roles)) {
          const target = { arn: roleArn(site, name), account: site.account, policy: trust };
          for (const action of trustActions) {
            if (await isAllowed(caller(site), action, target)) (taken[name] ??= []).push(action);
          }
        }
        expect(taken).to.deep.equal(takes ?? {});
      });
    }
  });
}
