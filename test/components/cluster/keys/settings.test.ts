import { type Input, output } from "@pulumi/pulumi";
import { expect } from "chai";
import fc from "fast-check";
import { posture, quote, read } from "../../../../catalogue";
import { declareKeys, type KeyArgs, keyShape, resolveKeys } from "../../../../components/cluster/keys";
import { keyArnMistakes } from "../../../../components/cluster/keys/key-arn";
import { parseKeyArn } from "../../../../components/foundations/arn";
import { mistakesIn } from "../../part";

const asked = { name: "main", posture: posture(["pci-dss", "gdpr"]) };
const inFrankfurt = { ...asked, region: "eu-central-1" };
const resolve = (args: KeyArgs) => resolveKeys(args, asked, []);
const wrong = (args: KeyArgs, by = inFrankfurt) => mistakesIn((mistakes) => resolveKeys(args, by, mistakes));

const purposes = ["secrets", "volumes", "logs", "backups", "registry", "alerts"] as const;
const arnOf = (index: number, region = "eu-central-1", partition = "aws") =>
  `arn:${partition}:kms:${region}:123456789012:key/0a1b2c3d-0000-1111-2222-00000000000${index}`;
const existing = (keyArn: Input<string>) => ({ mode: "existing", keyArn }) as const;
const allExisting = Object.fromEntries(purposes.map((purpose, index) => [purpose, existing(arnOf(index))])) as KeyArgs;

describe("cluster/keys/settings", () => {
  it("makes a key for every purpose, unless told otherwise", () => {
    const create = { mode: "create" };
    const provided = Object.fromEntries(purposes.map((purpose) => [purpose, create]));
    expect(resolve({})).to.deep.equal({ deletionWindowDays: 30, rotationDays: 365, provided });
    expect(declareKeys(resolve({}))).to.deep.equal(
      Object.fromEntries(purposes.map((purpose) => [`keys.${purpose}`, create])),
    );
  });

  it("rotates as often as the strictest regime asks, and refuses what is slower", () => {
    const strict = {
      ...asked,
      posture: { ...asked.posture, keyRotationDays: { max: { value: 180, because: [] } } },
    } as unknown as typeof asked;
    expect(resolveKeys({}, strict, []).rotationDays).to.equal(180);
    expect(wrong({ rotationDays: 181 }, strict as typeof inFrankfurt)).to.have.all.keys("keys.rotationDays");
    expect(wrong({ rotationDays: 90 })).to.deep.equal({});
  });

  it("takes keys that exist, and declares each by its ARN", () => {
    const args: KeyArgs = { rotationDays: 90, logs: existing(arnOf(1)), alerts: existing(arnOf(2)) };
    expect(wrong(args)).to.deep.equal({});
    const { provided } = resolve(args);
    expect([provided.logs, provided.alerts, provided.secrets]).to.deep.equal([
      { mode: "existing", reference: arnOf(1) },
      { mode: "existing", reference: arnOf(2) },
      { mode: "create" },
    ]);
    expect(declareKeys(resolve(args))).to.deep.include({
      "keys.secrets": { mode: "create" },
      "keys.logs": { mode: "existing", reference: arnOf(1) },
    });
    const multiRegion = "arn:aws:kms:eu-central-1:123456789012:key/mrk-1234abcd12ab34cd56ef1234567890ab";
    expect(wrong({ secrets: existing(multiRegion), volumes: existing(output("later")) })).to.deep.equal({});
  });

  it("notes every key that cannot be used, all at once", () => {
    const alias = "arn:aws:kms:eu-central-1:123456789012:alias/aws/ebs";
    const notes = wrong({
      secrets: { mode: "existing" },
      volumes: existing(alias),
      logs: existing(arnOf(3, "eu-west-3")),
      backups: existing(arnOf(4, "eu-central-1", "aws-cn")),
      registry: { keyArn: arnOf(5) },
      alerts: existing("0a1b2c3d-0000-1111-2222-000000000006"),
    });
    const aKey = "the ARN of a key, arn:aws:kms:eu-central-1:<account>:key/<id>, not of an alias";
    expect(notes).to.deep.equal({
      "keys.secrets.keyArn": "got nothing; expected a value, because keys.secrets.mode is existing",
      "keys.volumes.keyArn": `got "${alias}"; expected ${aKey}`,
      "keys.logs.keyArn": `got ${quote(arnOf(3, "eu-west-3"))}; expected a key of eu-central-1`,
      "keys.backups.keyArn": `got ${quote(arnOf(4, "eu-central-1", "aws-cn"))}; expected an ARN of the partition of eu-central-1, aws`,
      "keys.registry.keyArn": `got ${quote(arnOf(5))}; expected nothing while keys.registry.mode is create`,
      "keys.alerts.keyArn": `got "0a1b2c3d-0000-1111-2222-000000000006"; expected ${aKey}`,
    });
  });

  it("holds keys to the region of the first one, while that of the stack is not known", () => {
    const args = { secrets: existing(arnOf(1, "eu-west-3")), logs: existing(arnOf(2)) };
    expect(mistakesIn((mistakes) => resolveKeys(args, asked, mistakes))).to.deep.equal({
      "keys.logs.keyArn": `got ${quote(arnOf(2))}; expected a key of eu-west-3`,
    });
    const foreign = { secrets: existing(arnOf(1, "us-gov-west-1", "aws")) };
    expect(mistakesIn((mistakes) => resolveKeys(foreign, asked, mistakes))).to.deep.equal({
      "keys.secrets.keyArn": `got ${quote(arnOf(1, "us-gov-west-1", "aws"))}; expected an ARN of the partition of us-gov-west-1, aws-us-gov`,
    });
  });

  it("refuses one key for two purposes, also when its ARN is not known yet", () => {
    const later = output(arnOf(2));
    expect(
      wrong({
        secrets: existing(arnOf(1)),
        volumes: existing(later),
        backups: existing(arnOf(1)),
        alerts: existing(later),
      }),
    ).to.deep.equal({
      "keys.backups.keyArn": `got ${quote(arnOf(1))}; expected a key of its own, not that of keys.secrets (KEY-04)`,
      "keys.alerts.keyArn":
        "got a value that is known later; expected a key of its own, not that of keys.volumes (KEY-04)",
    });
    expect(wrong({ logs: { keyArn: later } })).to.have.all.keys("keys.logs.keyArn");
  });

  it("refuses what only a key of this stack would have, when there is none", () => {
    expect(wrong(allExisting)).to.deep.equal({});
    expect(wrong({ ...allExisting, deletionWindowDays: 7, rotationDays: 90 })).to.deep.equal({
      "keys.deletionWindowDays": "got 7; expected nothing while every key is existing",
      "keys.rotationDays": "got 90; expected nothing while every key is existing",
    });
    expect(wrong({ ...allExisting, alerts: {}, rotationDays: 90 })).to.deep.equal({});
  });

  it("reads no inherited key, and no window or rotation that KMS does not offer", () => {
    const args = { deletionWindowDays: 6, rotationDays: 2561, logs: { mode: "inherited" }, alert: {} };
    expect(read(keyShape, args, "keys").mistakes.map(({ path, expected }) => [path, expected])).to.deep.equal([
      ["keys.alert", "`alerts`"],
      ["keys.deletionWindowDays", "a whole number from 7 to 30"],
      ["keys.rotationDays", "a whole number from 90 to 2560"],
      ["keys.logs.mode", "one of create, existing"],
    ]);
  });

  it("finds region and partition in every ARN of a key", () => {
    const regions = {
      "ap-southeast-2": "aws",
      "eusc-de-east-1": "aws-eusc",
      "us-gov-east-1": "aws-us-gov",
      "cn-northwest-1": "aws-cn",
    };
    const id = fc.oneof(fc.uuid(), fc.stringMatching(/^mrk-[0-9a-f]{32}$/));
    const place = fc.constantFrom(...Object.entries(regions));
    fc.assert(
      fc.property(place, fc.stringMatching(/^\d{12}$/), id, ([region, partition], account, key) => {
        const arn = `arn:${partition}:kms:${region}:${account}:key/${key}`;
        expect({ ...parseKeyArn(arn) }).to.deep.equal({ partition, region });
        expect(keyArnMistakes("keys.logs.keyArn", arn, region)).to.deep.equal([]);
        expect(parseKeyArn(`${arn}x`)).to.equal(undefined);
      }),
    );
  });
});
