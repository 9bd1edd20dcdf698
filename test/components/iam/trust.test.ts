import { expect } from "chai";
import { WorkloadIdentity } from "../../../components/cluster/identity";
import { allowedOf } from "./judge";
import { recordWithArns, type RoleRights, rolesOf } from "./rights";
import { roleArn, sites } from "./sites";
import { trustActions, trustTable } from "./trust-table";

for (const site of sites) {
  for (const mechanism of Object.values(WorkloadIdentity)) {
    describe(`iam/trust in ${site.partition}, with ${mechanism}`, () => {
      let roles: Record<string, RoleRights>;
      before(async () => (roles = rolesOf(await recordWithArns(site, mechanism))));

      for (const [who, { caller, takes = {}, only = mechanism }] of Object.entries(trustTable)) {
        it(`${who}: takes the roles that the table says, and no other`, async () => {
          const targets = Object.entries(roles).map(([name, { trust }]) => {
            const target = { arn: roleArn(site, name), account: site.account, policy: trust };
            return [name, { target, actions: trustActions }] as const;
          });
          // A partition without caches has no role for them.
          const expected = Object.entries(takes).filter(([name]) => only === mechanism && name in roles);
          const taken = await allowedOf(caller(site), Object.fromEntries(targets));
          expect(taken).to.deep.equal(Object.fromEntries(expected));
        });
      }
    });
  }
}
