import * as aws from "@pulumi/aws";
import { expect } from "chai";
import type { Provision } from "../../../../catalogue/contracts";
import { createAccountEncryption } from "../../../../components/cluster/storage";
import { recordPart } from "../../part";
import { dependenciesOf, sourceOf } from "../../recorded";

const keyType = "aws:ebs/defaultKmsKey:DefaultKmsKey";
const switchType = "aws:ebs/encryptionByDefault:EncryptionByDefault";

const recordMode = (mode: Provision | undefined, protect = true) =>
  recordPart(
    (context) => {
      const key = new aws.kms.Key("volumes", {}, context.options);
      createAccountEncryption(context, mode === undefined ? {} : { accountEncryption: { mode } }, key);
    },
    { protect },
  );

describe("cluster/storage/account-encryption", () => {
  it("names the cluster's key before it makes the account encrypt, and is guarded", async () => {
    const recording = await recordMode("create");
    const key = recording.one(keyType, "main-volumes");
    const encryption = recording.one(switchType, "main-volumes");
    expect(sourceOf(key, "keyArn")).to.deep.equal(["aws:kms/key:Key::volumes"]);
    expect(encryption.inputs).to.deep.equal({ enabled: true });
    expect(dependenciesOf(encryption)).to.deep.equal([`${keyType}::main-volumes`]);
    expect([key, encryption].map(({ options }) => options.protect)).to.deep.equal([true, true]);
  });

  it("is not guarded where nothing is", async () => {
    const recording = await recordMode("create", false);
    for (const type of [keyType, switchType]) expect(recording.one(type).options.protect).to.not.equal(true);
  });

  it("is made in no other case", async () => {
    for (const mode of [undefined, "inherited"] as const) {
      const { registrations } = await recordMode(mode);
      expect(registrations.filter(({ type }) => type.startsWith("aws:ebs"))).to.deep.equal([]);
    }
  });
});
