import { output } from "@pulumi/pulumi";
import { expect } from "chai";
import { posture } from "../../../../catalogue";
import { type Mistake, read } from "../../../../catalogue/contracts";
import {
  declareRegistry,
  type RegistryArgs,
  registryShape,
  resolveRegistry,
} from "../../../../components/cluster/registry";
import { absences } from "../../../../components/cluster/registry/availability";
import { mistakesIn } from "../../part";

const asked = { name: "main", posture: posture([]), region: "eu-central-1" };
const secret = "arn:aws:secretsmanager:eu-central-1:123456789012:secret:ecr-pullthroughcache/hub-AbCdEf";
const url = "444455556666.dkr.ecr.eu-central-1.amazonaws.com";

const mistakes = (args: RegistryArgs, overrides: Partial<typeof asked> = {}) =>
  mistakesIn((all) => resolveRegistry(args, { ...asked, ...overrides }, all));

function sound(args: RegistryArgs, overrides: { name?: string; region?: string | undefined } = {}) {
  const { region, ...rest } = { ...asked, ...overrides };
  const all: Mistake[] = [];
  const settings = resolveRegistry(args, { ...rest, ...(region !== undefined && { region }) }, all);
  expect(all).to.deep.equal([]);
  return settings;
}

describe("cluster/registry/settings", () => {
  it("make caches of the registries that need no credentials, and nothing else", () => {
    const settings = sound({});
    expect(settings).to.deep.equal({
      part: { mode: "create" },
      repositories: {},
      caches: {
        "ecr-public": { prefix: "main/ecr-public" },
        k8s: { prefix: "main/k8s" },
        quay: { prefix: "main/quay" },
      },
      prefixes: { "ecr-public": "main/ecr-public", k8s: "main/k8s", quay: "main/quay" },
    });
    expect(declareRegistry(settings)).to.deep.equal({ registry: { mode: "create" } });
  });

  it("make the repositories and caches that are asked for", () => {
    const settings = sound({
      repositories: { api: {}, "team/web": { keepImages: 5 } },
      pullThroughCaches: { "docker-hub": { credentialArn: secret } },
      scanning: {},
    });
    expect(settings.repositories).to.deep.equal({
      api: { fullName: "main/api", keepImages: 30 },
      "team/web": { fullName: "main/team/web", keepImages: 5 },
    });
    expect(settings.caches).to.deep.equal({ "docker-hub": { prefix: "main/docker-hub", credentialArn: secret } });
    expect(declareRegistry(settings)).to.deep.equal({
      registry: { mode: "create" },
      "registry.scanning": { mode: "create" },
    });
    expect(sound({ pullThroughCaches: {} }).caches).to.deep.equal({});
  });

  it("use a registry that exists, with the caches that it is said to have", () => {
    const settings = sound({ mode: "existing", url, cachePrefixes: { quay: "mirror/quay" } });
    expect(settings).to.deep.equal({
      part: { mode: "existing", reference: url },
      repositories: {},
      caches: {},
      prefixes: { quay: "mirror/quay" },
    });
    expect(declareRegistry(settings)).to.deep.equal({ registry: { mode: "existing", reference: url } });
    expect(mistakes({ mode: "existing", url: output(url) })).to.deep.equal({});
  });

  it("say who vouches for what the account provides", () => {
    const inherited = { mode: "inherited", vouchedBy: "platform team, LZ-7" } as const;
    const settings = sound({ ...inherited, scanning: inherited });
    expect([settings.caches, settings.prefixes, settings.repositories]).to.deep.equal([{}, {}, {}]);
    expect(declareRegistry(settings)).to.deep.equal({ registry: inherited, "registry.scanning": inherited });
  });

  it("note everything that the mode would ignore", () => {
    const made = { repositories: { api: {} }, pullThroughCaches: { k8s: {} } };
    expect(mistakes({ mode: "existing", vouchedBy: "me", ...made })).to.have.all.keys(
      ...["url", "vouchedBy", "repositories", "pullThroughCaches"].map((each) => `registry.${each}`),
    );
    expect(mistakes({ mode: "inherited", url, cachePrefixes: {}, ...made })).to.have.all.keys(
      ...["url", "vouchedBy", "cachePrefixes", "repositories", "pullThroughCaches"].map((each) => `registry.${each}`),
    );
    expect(mistakes({ url, vouchedBy: "me", cachePrefixes: { quay: "x/y" } })).to.deep.equal({
      "registry.url": "got a value that is not repeated here; expected nothing while registry.mode is create",
      "registry.vouchedBy": 'got "me"; expected nothing while registry.mode is create',
      "registry.cachePrefixes": 'got {"quay":"x/y"}; expected nothing while registry.mode is create',
    });
    expect(mistakes({ scanning: { mode: "inherited" } })).to.have.all.keys("registry.scanning.vouchedBy");
  });

  it("refuse what is no registry of ECR, or one that nodes cannot sign in to, and repeat no url", () => {
    const at = (text: string, region?: string) =>
      mistakes({ mode: "existing", url: text }, region === undefined ? {} : { region })["registry.url"];
    const secretive = "https://AWS:hunter2@444455556666.dkr.ecr.eu-central-1.amazonaws.com/x";
    expect(at(secretive)).to.equal(
      "got another text; expected the host name of a registry of ECR, without scheme and path",
    );
    expect(at("registry.example.com")).to.be.a("string");
    expect(at("444455556666.dkr.ecr.us-east-1.amazonaws.com")).to.equal(undefined);
    expect(at("444455556666.dkr.ecr.cn-north-1.amazonaws.com.cn", "cn-northwest-1")).to.equal(undefined);
    expect(at("444455556666.dkr.ecr.cn-north-1.amazonaws.com.cn")).to.equal(
      "got one in aws-cn; expected a registry in the partition aws, where nodes of eu-central-1 can sign in",
    );
    expect(JSON.stringify([at(secretive), mistakes({ url: secretive })])).to.not.include("hunter2");
  });

  it("ask for the credentials that a registry needs, and refuse others", () => {
    const elsewhere = secret.replace("eu-central-1", "eu-west-1");
    expect(
      mistakes({
        pullThroughCaches: {
          "docker-hub": {},
          "github-container-registry": { credentialArn: "arn:aws:secretsmanager:eu-central-1:123456789012:secret:hub" },
          quay: { credentialArn: secret },
        },
      }),
    ).to.deep.equal({
      "registry.pullThroughCaches.docker-hub.credentialArn":
        "got nothing; expected the ARN of a secret whose name begins with ecr-pullthroughcache/: docker-hub takes no anonymous cache",
      "registry.pullThroughCaches.github-container-registry.credentialArn":
        'got "arn:aws:secretsmanager:eu-central-1:123456789012:secret:hub"; expected the ARN of a secret whose name begins with ecr-pullthroughcache/',
      "registry.pullThroughCaches.quay.credentialArn": `got ${JSON.stringify(secret).slice(0, 79)}…; expected nothing: quay takes no credentials`,
    });
    const hub = (credentialArn: string) => mistakes({ pullThroughCaches: { "docker-hub": { credentialArn } } });
    expect(Object.values(hub(elsewhere))[0]).to.match(/expected a secret in eu-central-1, where the cache is$/);
    expect(sound({ pullThroughCaches: { "docker-hub": { credentialArn: output(secret) } } }).caches).to.have.keys(
      "docker-hub",
    );
    expect(
      sound({ pullThroughCaches: { "docker-hub": { credentialArn: elsewhere } } }, { region: undefined }),
    ).to.be.an("object");
  });

  it("make no caches where ECR has none, and refuse those that are asked for, with the source", () => {
    for (const region of ["us-gov-west-1", "cn-north-1"]) {
      const absence = absences.find(
        ({ partition }) => partition === (region === "cn-north-1" ? "aws-cn" : "aws-us-gov"),
      );
      expect(sound({}, { region }).caches).to.deep.equal({});
      expect(sound({ pullThroughCaches: {}, scanning: {} }, { region }).scanning).to.deep.equal({ mode: "create" });
      expect(mistakes({ pullThroughCaches: { quay: {}, k8s: {} } }, { region })).to.deep.equal({
        "registry.pullThroughCaches": `got k8s, quay; expected none: ECR has no pull-through caches in ${absence!.partition} (${absence!.source})`,
      });
    }
    expect(sound({}, { region: undefined }).caches).to.have.all.keys("ecr-public", "k8s", "quay");
  });

  it("refuse a repository that is in a cache, or whose name is too long", () => {
    const long = "a".repeat(252);
    const found = mistakes({ repositories: { "quay/x": {}, quay: {}, "quay-x": {}, [long]: {}, [long.slice(1)]: {} } });
    expect(Object.keys(found)).to.deep.equal([
      "registry.repositories.quay/x",
      "registry.repositories.quay",
      `registry.repositories.${long}`,
    ]);
    expect(found["registry.repositories.quay/x"]).to.equal(
      'got "quay/x"; expected another name: the cache of quay keeps its images there',
    );
    expect(mistakes({ repositories: { "quay/x": {} }, pullThroughCaches: {} })).to.deep.equal({});
  });

  it("have the forms that ECR takes", () => {
    const told = (args: unknown) => read(registryShape, args, "registry").mistakes.map(({ path }) => path);
    const words = ["Api", "a..b", "a/", "/a", "-a", "a b"];
    expect(told({ repositories: Object.fromEntries(words.map((name) => [name, {}])) })).to.have.length(words.length);
    expect(told({ repositories: { "a/b.c_d--e__f": { keepImages: 1000 } } })).to.deep.equal([]);
    expect(
      told({
        mode: "shared",
        url: 5,
        repositories: { api: { keepImages: 0, keep: 1 } },
        pullThroughCaches: { gcr: {}, quay: { credentialArn: "" } },
        cachePrefixes: { quay: "Q", k8s: "a".repeat(31), "docker-hub": "ROOT/", ghcr: "x/y" },
        scanning: { mode: "existing" },
      }),
    ).to.have.members([
      "registry.mode",
      "registry.url",
      "registry.repositories.api.keep",
      "registry.repositories.api.keepImages",
      "registry.pullThroughCaches.gcr",
      "registry.pullThroughCaches.quay.credentialArn",
      "registry.cachePrefixes.quay",
      "registry.cachePrefixes.k8s",
      "registry.cachePrefixes.docker-hub",
      "registry.cachePrefixes.ghcr",
      "registry.scanning.mode",
    ]);
  });
});
