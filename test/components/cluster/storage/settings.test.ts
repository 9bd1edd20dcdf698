import { expect } from "chai";
import { type Mistake, read } from "../../../../catalogue/contracts";
import { posture } from "../../../../catalogue";
import { declareStorage, resolveStorage, type StorageArgs, storageShape } from "../../../../components/cluster/storage";
import { mistakesIn } from "../../part";

const asked = { name: "main", posture: posture([]) };
const resolve = (args: StorageArgs, mistakes: Mistake[] = []) => resolveStorage(args, asked, mistakes);
const sound = (args: StorageArgs) => {
  const mistakes: Mistake[] = [];
  const settings = resolve(args, mistakes);
  expect(mistakes).to.deep.equal([]);
  return settings;
};

describe("cluster/storage/settings", () => {
  it("leave the account's setting alone, and do not declare it", () => {
    expect(sound({})).to.deep.equal({});
    expect(declareStorage(sound({}))).to.deep.equal({});
  });

  it("make it where it is asked for, and say so", () => {
    const settings = sound({ accountEncryption: {} });
    expect(settings).to.deep.equal({ accountEncryption: { mode: "create" } });
    expect(declareStorage(settings)).to.deep.equal({ "storage.accountEncryption": { mode: "create" } });
  });

  it("name who vouches for one that the account has", () => {
    const vouchedBy = "platform team, LZ-7";
    const settings = sound({ accountEncryption: { mode: "inherited", vouchedBy } });
    expect(declareStorage(settings)).to.deep.equal({ "storage.accountEncryption": { mode: "inherited", vouchedBy } });
  });

  it("note a voucher that is missing, or that means nothing", () => {
    expect(mistakesIn((all) => resolve({ accountEncryption: { mode: "inherited" } }, all))).to.deep.equal({
      "storage.accountEncryption.vouchedBy":
        "got nothing; expected a value, because storage.accountEncryption.mode is inherited",
    });
    expect(mistakesIn((all) => resolve({ accountEncryption: { vouchedBy: "me" } }, all))).to.deep.equal({
      "storage.accountEncryption.vouchedBy":
        'got "me"; expected nothing while storage.accountEncryption.mode is create',
    });
  });

  it("take no mode but these two, and no other key", () => {
    const { mistakes } = read(storageShape, { accountEncryption: { mode: "existing", key: "x" } }, "storage");
    expect(mistakes.map(({ path, expected }) => [path, expected])).to.deep.equal([
      ["storage.accountEncryption.key", "one of the keys mode, vouchedBy"],
      ["storage.accountEncryption.mode", "one of create, inherited"],
    ]);
  });
});
