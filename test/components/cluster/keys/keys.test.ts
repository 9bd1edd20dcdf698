import { output, type Input } from "@pulumi/pulumi";
import { expect } from "chai";
import { posture } from "../../../../catalogue";
import { createKeys, type KeyArgs, type KeyHandles, resolveKeys } from "../../../../components/cluster/keys";
import { nameLimits } from "../../../../components/foundations/names";
import type { RecordOptions, Recording } from "../../../support/recorder";
import { policyOf, sourceOf } from "../../recorded";
import { recordPart } from "../../part";

const keyType = "aws:kms/key:Key";
const aliasType = "aws:kms/alias:Alias";
const purposes = ["alerts", "backups", "logs", "registry", "secrets", "volumes"] as const;
const arnOf = (purpose: number) =>
  `arn:aws:kms:eu-central-1:123456789012:key/0a1b2c3d-0000-1111-2222-00000000000${purpose}`;
const existing = (keyArn: Input<string>) => ({ mode: "existing", keyArn }) as const;

interface Recorded {
  recording: Recording;
  handles: KeyHandles;
}

async function recordKeys(args: KeyArgs = {}, options: RecordOptions & { name?: string } = {}): Promise<Recorded> {
  let handles: KeyHandles | undefined;
  const settings = resolveKeys(args, { name: "main", posture: posture(["pci-dss"]) }, []);
  const recording = await recordPart((context) => (handles = createKeys(context, settings)), options);
  return { recording, handles: handles! };
}

function valueOf<T>(value: { apply(f: (value: T) => void): unknown }): Promise<T> {
  return new Promise((resolve) => void value.apply(resolve));
}

describe("cluster/keys", () => {
  let recording: Recording;
  before(async () => ({ recording } = await recordKeys({ deletionWindowDays: 7, rotationDays: 180 })));

  it("are one for each purpose, which rotate, wait before they go, and are protected", () => {
    const keys = recording.ofType(keyType);
    expect(keys.map(({ name }) => name)).to.deep.equal(purposes.map((purpose) => `main-${purpose}`));
    for (const { name, inputs, options } of keys) {
      expect(inputs).to.have.all.keys(
        "deletionWindowInDays",
        "description",
        "enableKeyRotation",
        "policy",
        "rotationPeriodInDays",
        "tags",
      );
      expect(inputs).to.deep.include({
        enableKeyRotation: true,
        rotationPeriodInDays: 180,
        deletionWindowInDays: 7,
        tags: { Name: name, "rampart:cluster": "main" },
      });
      expect(inputs["description"]).to.match(/^main: [a-zA-Z ]+$/);
      expect(options.protect).to.equal(true);
    }
    expect(new Set(keys.map(({ inputs }) => inputs["description"])).size).to.equal(6);
  });

  it("have an alias each", () => {
    expect(recording.ofType(aliasType)).to.have.length(6);
    for (const purpose of purposes) {
      const alias = recording.one(aliasType, `main-${purpose}`);
      expect(alias.inputs["name"]).to.equal(`alias/main/${purpose}`);
      expect(sourceOf(alias, "targetKeyId")).to.deep.equal([`${keyType}::main-${purpose}`]);
    }
  });

  it("each have a policy of their own purpose", () => {
    const sids = Object.fromEntries(
      recording
        .ofType(keyType)
        .map(({ name, inputs }) => [name, policyOf(inputs["policy"]).Statement.map(({ Sid }) => Sid)]),
    );
    const account = "AccountThroughIam";
    expect(sids).to.deep.equal({
      "main-secrets": [account],
      "main-registry": [account],
      "main-backups": [account],
      "main-volumes": [account, "AutoScalingUses", "AutoScalingGrantsToVolumes"],
      "main-logs": [account, "LogGroups", "TrailEncrypts", "TrailUsesBucketKey", "TrailLooksAtKey"],
      "main-alerts": [account, "AlarmsPublish", "EventRulesPublish"],
    });
  });

  for (const purpose of purposes) {
    it(`make nothing for ${purpose} when its key exists, and hand on its ARN`, async () => {
      const { recording, handles } = await recordKeys({ [purpose]: existing(arnOf(1)) });
      const others = purposes.filter((each) => each !== purpose).map((each) => `main-${each}`);
      for (const type of [keyType, aliasType]) {
        expect(recording.ofType(type).map(({ name }) => name)).to.deep.equal(others);
      }
      expect(await valueOf(handles[purpose].arn)).to.equal(arnOf(1));
    });
  }

  it("make nothing at all when every key exists", async () => {
    const args = Object.fromEntries(purposes.map((purpose, index) => [purpose, existing(output(arnOf(index)))]));
    const { recording, handles } = await recordKeys(args);
    expect(recording.registrations.filter(({ type }) => type.startsWith("aws:"))).to.deep.equal([]);
    for (const [index, purpose] of purposes.entries()) {
      expect(await valueOf(handles[purpose].arn)).to.equal(arnOf(index));
    }
  });

  it("refuse an ARN that turns out to be of another region, or none of a key, once that is known", async () => {
    const refusal = async (arn: string, region: string) => {
      try {
        await recordPart(
          (context) =>
            createKeys(
              context,
              resolveKeys({ logs: existing(output(arn)) }, { name: "main", posture: posture([]) }, []),
            ).logs.arn,
          { region },
        );
        return "none";
      } catch (error) {
        return (error as Error).message;
      }
    };
    expect(await refusal(arnOf(1), "eu-west-3")).to.contain(
      `keys.logs.keyArn: got "${arnOf(1)}"; expected a key of eu-west-3`,
    );
    expect(await refusal("alias/logs", "eu-central-1")).to.contain(
      'keys.logs.keyArn: got "alias/logs"; expected the ARN',
    );
    expect(await refusal(arnOf(1), "eu-central-1")).to.equal("none");
  });

  it("go when they are not protected", async () => {
    const settings = resolveKeys({}, { name: "main", posture: posture([]) }, []);
    const open = await recordPart((context) => createKeys(context, settings), { protect: false });
    expect(open.ofType(keyType).map(({ options }) => options.protect ?? false)).to.deep.equal(Array(6).fill(false));
  });

  for (const [region, foreign] of [
    ["us-gov-west-1", /arn:aws:|arn:aws-cn:|amazonaws\.com\.cn/],
    ["cn-north-1", /arn:aws:|arn:aws-us-gov:|logs\.[a-z0-9-]+\.amazonaws\.com"/],
  ] as const) {
    it(`bear no foreign name in ${region}`, async () => {
      const text = JSON.stringify((await recordKeys({}, { region })).recording.registrations).replaceAll("\\", "");
      expect(text).to.contain(`kms:EncryptionContext`);
      expect(text).not.to.match(foreign);
    });
  }

  it("have names within the limits of AWS, however long the cluster's", async () => {
    const name = `c${"x".repeat(39)}`;
    const { recording } = await recordKeys({}, { name });
    for (const { inputs } of recording.ofType(aliasType)) {
      expect(inputs["name"]).to.have.length.lessThanOrEqual(nameLimits.kmsAlias);
    }
    for (const { inputs } of recording.ofType(keyType)) {
      expect(inputs["description"]).to.have.length.lessThanOrEqual(8192);
      expect(inputs["policy"]).to.have.length.lessThanOrEqual(32768);
    }
  });
});
