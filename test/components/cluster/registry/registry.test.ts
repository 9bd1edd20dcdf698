import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import { unknown } from "../../../../cli/preview/wire";
import { posture } from "../../../../catalogue";
import {
  createRegistry,
  type RegistryArgs,
  type RegistryHandle,
  resolveRegistry,
} from "../../../../components/cluster/registry";
import type { RecordOptions, Recording } from "../../../support/recorder";
import { recordPart } from "../../part";
import { dependenciesOf, policyOf, sourceOf } from "../../recorded";

const types = {
  repository: "aws:ecr/repository:Repository",
  lifecycle: "aws:ecr/lifecyclePolicy:LifecyclePolicy",
  rule: "aws:ecr/pullThroughCacheRule:PullThroughCacheRule",
  template: "aws:ecr/repositoryCreationTemplate:RepositoryCreationTemplate",
  role: "aws:iam/role:Role",
  rolePolicy: "aws:iam/rolePolicy:RolePolicy",
  scanning: "aws:ecr/registryScanningConfiguration:RegistryScanningConfiguration",
  inspector: "aws:inspector2/enabler:Enabler",
};

const secret = "arn:aws:secretsmanager:eu-central-1:123456789012:secret:ecr-pullthroughcache/hub-AbCdEf";
const keyArn = "arn:aws:kms:eu-central-1:123456789012:key/0a1b2c3d-0000-1111-2222-000000000005";
const tagsOf = (role: string) => ({ Name: `main-${role}`, "rampart:cluster": "main" });

interface Options extends RecordOptions {
  name?: string;
  protect?: boolean;
  use?: (handle: RegistryHandle) => void;
}

/** Records a registry with a key whose ARN is known, so that the policies are. */
function recordRegistry(args: RegistryArgs, { use, ...options }: Options = {}): Promise<Recording> {
  const { name = "main", region = "eu-central-1" } = options;
  return recordPart((context) => {
    const settings = resolveRegistry(args, { name, posture: posture([]), region }, []);
    const handle = createRegistry(context, settings, { key: { arn: pulumi.output(keyArn) } });
    use?.(handle);
  }, options);
}

const counts = ({ registrations }: Recording) =>
  Object.fromEntries(
    Object.entries(types)
      .map(([short, type]) => [short, registrations.filter((each) => each.type === type).length] as const)
      .filter(([, count]) => count > 0),
  );

describe("cluster/registry", () => {
  it("makes by each mode what belongs to it, and no more", async () => {
    const url = "444455556666.dkr.ecr.eu-central-1.amazonaws.com";
    const vouchedBy = "platform team";
    const caches = { rule: 3, template: 3, role: 1, rolePolicy: 1 };
    const table: [RegistryArgs, Record<string, number>][] = [
      [{}, caches],
      [{ repositories: { api: {}, web: {} } }, { ...caches, repository: 2, lifecycle: 2 }],
      [
        { repositories: { api: {} }, pullThroughCaches: {} },
        { repository: 1, lifecycle: 1 },
      ],
      [{ pullThroughCaches: { quay: {} } }, { ...caches, rule: 1, template: 1 }],
      [{ scanning: {} }, { ...caches, scanning: 1, inspector: 1 }],
      [{ scanning: { mode: "inherited", vouchedBy } }, caches],
      [{ mode: "existing", url, cachePrefixes: { quay: "mirror/quay" } }, {}],
      [{ mode: "inherited", vouchedBy }, {}],
      [
        { mode: "inherited", vouchedBy, scanning: {} },
        { scanning: 1, inspector: 1 },
      ],
    ];
    for (const [args, expected] of table) {
      expect(counts(await recordRegistry(args)), JSON.stringify(args)).to.deep.equal(expected);
    }
  });

  describe("repositories", () => {
    let recording: Recording;
    let urls: string[];
    before(async () => {
      recording = await recordRegistry(
        { repositories: { "team/api": { keepImages: 7 } } },
        { use: ({ repositoryUrls }) => (urls = Object.keys(repositoryUrls)) },
      );
    });

    it("have our key, tags that stay, a scan of what is pushed, and protection", () => {
      const repository = recording.one(types.repository, "main-team/api");
      expect(repository.inputs).to.deep.equal({
        name: "main/team/api",
        encryptionConfigurations: [{ encryptionType: "KMS", kmsKey: keyArn }],
        imageTagMutability: "IMMUTABLE",
        imageScanningConfiguration: { scanOnPush: true },
        forceDelete: false,
        tags: tagsOf("team/api"),
      });
      expect(repository.options).to.include({ protect: true, deleteBeforeReplace: true });
      expect(urls).to.deep.equal(["team/api"]);
    });

    it("let old images go: the untagged first, and of the others all but the newest", () => {
      const lifecycle = recording.one(types.lifecycle, "main-team/api");
      expect(sourceOf(lifecycle, "repository")).to.deep.equal([`${types.repository}::main-team/api`]);
      expect(JSON.parse(lifecycle.inputs["policy"] as string)).to.deep.equal({
        rules: [
          {
            rulePriority: 1,
            description: "images without a tag go after 14 days",
            selection: { tagStatus: "untagged", countType: "sinceImagePushed", countUnit: "days", countNumber: 14 },
            action: { type: "expire" },
          },
          {
            rulePriority: 2,
            description: "the newest 7 tagged images stay",
            selection: { tagStatus: "tagged", tagPatternList: ["*"], countType: "imageCountMoreThan", countNumber: 7 },
            action: { type: "expire" },
          },
        ],
      });
    });

    it("are not protected where nothing is", async () => {
      const unguarded = await recordRegistry({ repositories: { api: {} } }, { protect: false });
      expect(unguarded.one(types.repository).options.protect).to.not.equal(true);
    });
  });

  describe("caches", () => {
    let recording: Recording;
    before(async () => {
      recording = await recordRegistry({
        pullThroughCaches: { quay: {}, "docker-hub": { credentialArn: secret } },
      });
    });

    it("pull from their registries, with credentials where those are needed", () => {
      expect(recording.ofType(types.rule).map(({ name, inputs }) => [name, inputs])).to.deep.equal([
        [
          "main-docker-hub",
          {
            ecrRepositoryPrefix: "main/docker-hub",
            upstreamRegistryUrl: "registry-1.docker.io",
            credentialArn: secret,
          },
        ],
        ["main-quay", { ecrRepositoryPrefix: "main/quay", upstreamRegistryUrl: "quay.io" }],
      ]);
    });

    it("make repositories by a template that is there before them, with our key and tags that follow", () => {
      expect(recording.one(types.template, "main-quay").inputs).to.deep.equal({
        customRoleArn: unknown,
        prefix: "main/quay",
        description: "main: cache of quay",
        appliedFors: ["PULL_THROUGH_CACHE"],
        imageTagMutability: "MUTABLE",
        encryptionConfigurations: [{ encryptionType: "KMS", kmsKey: keyArn }],
        lifecyclePolicy: JSON.stringify({
          rules: [
            {
              rulePriority: 1,
              description: "the newest 100 images stay",
              selection: { tagStatus: "any", countType: "imageCountMoreThan", countNumber: 100 },
              action: { type: "expire" },
            },
          ],
        }),
        resourceTags: tagsOf("cache-quay"),
      });
      for (const upstream of ["quay", "docker-hub"]) {
        const template = recording.one(types.template, `main-${upstream}`);
        const role = `${types.role}::main-registry-caches`;
        expect(sourceOf(template, "customRoleArn")).to.deep.equal([role]);
        expect(dependenciesOf(template)).to.deep.equal([role, `${types.rolePolicy}::main-registry-caches`]);
        expect(dependenciesOf(recording.one(types.rule, `main-${upstream}`))).to.deep.equal([
          `${types.template}::main-${upstream}`,
        ]);
      }
    });

    it("let ECR make repositories below their prefixes, with the key, and nothing else", () => {
      expect(policyOf(recording.one(types.role).inputs["assumeRolePolicy"]).Statement).to.deep.equal([
        { Effect: "Allow", Principal: { Service: "ecr.amazonaws.com" }, Action: "sts:AssumeRole" },
      ]);
      expect(policyOf(recording.one(types.rolePolicy).inputs["policy"]).Statement).to.deep.equal([
        {
          Effect: "Allow",
          Action: ["ecr:CreateRepository", "ecr:TagResource"],
          Resource: ["quay", "docker-hub"].map(
            (folder) => `arn:aws:ecr:eu-central-1:123456789012:repository/main/${folder}/*`,
          ),
        },
        { Effect: "Allow", Action: ["kms:CreateGrant", "kms:RetireGrant", "kms:DescribeKey"], Resource: keyArn },
      ]);
    });
  });

  it("scans continuously once Inspector is on, and guards that", async () => {
    const recording = await recordRegistry({ scanning: {} });
    const inspector = recording.one(types.inspector, "main-scanning");
    const scanning = recording.one(types.scanning, "main-scanning");
    expect(inspector.inputs).to.deep.equal({ accountIds: ["123456789012"], resourceTypes: ["ECR"] });
    expect(scanning.inputs).to.deep.equal({
      scanType: "ENHANCED",
      rules: [{ scanFrequency: "CONTINUOUS_SCAN", repositoryFilters: [{ filter: "*", filterType: "WILDCARD" }] }],
    });
    expect(dependenciesOf(scanning)).to.deep.equal([`${types.inspector}::main-scanning`]);
    expect([inspector, scanning].map(({ options }) => options.protect)).to.deep.equal([true, true]);
  });

  it("names nothing of another partition in GovCloud and in China", async () => {
    for (const [region, suffix] of [
      ["us-gov-west-1", "amazonaws.com"],
      ["cn-north-1", "amazonaws.com.cn"],
    ] as const) {
      let url = "";
      const recording = await recordRegistry(
        { repositories: { api: {} }, scanning: {} },
        { region, use: (handle) => void handle.url.apply((text) => (url = text)) },
      );
      expect(counts(recording)).to.deep.equal({ repository: 1, lifecycle: 1, scanning: 1, inspector: 1 });
      expect(url).to.equal(`123456789012.dkr.ecr.${region}.${suffix}`);
    }
  });

  it("keeps within the limits of AWS with a long name", async () => {
    const name = `${"long-".repeat(7)}name1`;
    expect(name).to.have.length(40);
    const recording = await recordRegistry({ repositories: { api: {} } }, { name });
    for (const { inputs } of recording.ofType(types.rule)) {
      expect((inputs["ecrRepositoryPrefix"] as string).length).to.be.within(2, 30);
    }
    const prefixes = (type: string, key: string) => recording.ofType(type).map(({ inputs }) => inputs[key]);
    expect(prefixes(types.template, "prefix")).to.deep.equal(prefixes(types.rule, "ecrRepositoryPrefix"));
    expect(recording.one(types.role).name.length).to.be.at.most(64 - 8);
    expect(recording.one(types.repository).inputs["name"]).to.equal(`${name}/api`);
  });
});
