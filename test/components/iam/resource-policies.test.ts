import { expect } from "chai";
import { bucketTable } from "./bucket-table";
import { bucketTargets, foreignBuckets, trailFiles } from "./bucket-targets";
import { gatewayTable } from "./gateway-table";
import { allowedOf, type Asked } from "./judge";
import { bucketsOf, gatewayPolicyOf, recordWithArns, type RecordedRights, topicOf } from "./rights";
import { sites } from "./sites";
import { topicActions, topicTable } from "./topic-table";

for (const site of sites) {
  describe(`iam/resource policies in ${site.partition}`, () => {
    let recording: RecordedRights;
    before(async () => (recording = await recordWithArns(site)));

    describe("of buckets", () => {
      it("are those of the table", () => {
        const names = ["main-audit-trail", "main-backup", "main-backup-replica"];
        expect(Object.keys(bucketsOf(recording, site)).sort()).to.deep.equal(names);
      });

      for (const [who, { caller, may }] of Object.entries(bucketTable)) {
        it(`${who}: may do what the table says, and nothing else`, async () => {
          const buckets = bucketsOf(recording, site);
          const targets = { ...bucketTargets(buckets), ...trailFiles(buckets, site) };
          expect(await allowedOf(caller(site), targets)).to.deep.equal(may ?? {});
        });
      }
    });

    describe("of the topic", () => {
      for (const [who, { caller, may }] of Object.entries(topicTable)) {
        it(`${who}: may do what the table says, and nothing else`, async () => {
          const target: Asked = { target: topicOf(recording, site), actions: topicActions };
          const { topic = [] } = await allowedOf(caller(site), { topic: target });
          expect(topic).to.deep.equal(may ?? []);
        });
      }
    });

    describe("of the way to S3", () => {
      for (const [who, { caller, may }] of Object.entries(gatewayTable)) {
        it(`${who}: passes with what the table says, and nothing else`, async () => {
          const endpoint = gatewayPolicyOf(recording);
          const theirs = Object.entries(foreignBuckets(site)).filter(([name]) => name.endsWith("admits everybody"));
          const allowed = await allowedOf({ ...caller(site), endpoint }, Object.fromEntries(theirs));
          expect(allowed).to.deep.equal(may ?? {});
        });
      }
    });
  });
}
