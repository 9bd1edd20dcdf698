import { expect } from "chai";
import { allowedOf } from "./judge";
import { bucketsOf, keysOf, recordWithArns, type RoleRights, rolesOf, topicOf } from "./rights";
import { callerOf, roleTable } from "./role-table";
import { keyTargets, otherTargets, type RecordedTargets } from "./role-targets";
import { situations } from "./situations";
import { sites } from "./sites";

for (const site of sites) {
  describe(`iam/roles in ${site.partition}`, () => {
    const table = roleTable(site);
    let recorded: RecordedTargets;
    let roles: Record<string, RoleRights>;
    before(async () => {
      const recording = await recordWithArns(site);
      roles = rolesOf(recording);
      recorded = {
        keys: keysOf(recording, site),
        buckets: bucketsOf(recording, site),
        topic: topicOf(recording, site),
        roles: Object.keys(roles),
      };
    });

    it("are those of the table, each with the policies of AWS that it names", () => {
      const attached = Object.entries(roles).map(([name, role]) => [name, role.attached]);
      const expected = Object.entries(table).map(([name, row]) => [
        name,
        row.attached.map((policy) => `arn:${site.partition}:iam::aws:policy/${policy}`),
      ]);
      expect(Object.fromEntries(attached)).to.deep.equal(Object.fromEntries(expected));
    });

    it("get rights in no other way than those that the tables look at", async () => {
      const { registrations } = await recordWithArns(site);
      const types = registrations.map(({ type }) => type).filter((type) => type.startsWith("aws:iam/"));
      const known = ["role:Role", "rolePolicy:RolePolicy", "rolePolicyAttachment:RolePolicyAttachment"];
      expect([...new Set(types)].sort()).to.deep.equal(known.map((type) => `aws:iam/${type}`));
      const properties = registrations
        .filter(({ type }) => type === "aws:iam/role:Role")
        .flatMap(({ inputs }) => Object.keys(inputs));
      // The ARN is the recording's.
      expect([...new Set(properties)].sort()).to.deep.equal(["arn", "assumeRolePolicy", "description", "tags"]);
    });

    for (const [name, { may }] of Object.entries(table)) {
      for (const [situation, contextOf] of Object.entries(situations)) {
        it(`${name}, ${situation}: may do what the table says, and nothing else`, async () => {
          const caller = callerOf(site, name, roles[name]!, contextOf(site));
          const targets = {
            ...keyTargets(site, recorded),
            ...(situation === "directly" && otherTargets(site, recorded)),
          };
          expect(await allowedOf(caller, targets)).to.deep.equal(may[situation] ?? {});
        });
      }
    }

    it("are named in the table by situations that there are", () => {
      const named = Object.values(table).flatMap(({ may }) => Object.keys(may));
      expect(named.filter((each) => situations[each] === undefined)).to.deep.equal([]);
    });
  });
}
