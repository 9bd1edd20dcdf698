import { InputPropertiesError } from "@pulumi/pulumi";
import { expect } from "chai";
import { type Mistake, read } from "../../../../catalogue";
import { externalSecrets as pin } from "../../../../catalogue/charts/external-secrets";
import {
  type ExternalSecretsArgs,
  externalSecretsShape,
  resolveExternalSecretsAddon,
  type SecretStoreArgs,
} from "../../../../components/addons/external-secrets";
import { resolveExternalSecretsArgs } from "../../../../components/addons/external-secrets/settings";

/** Path and reason of every mistake in some arguments; an empty list when there is none. */
function mistakesOf(args: unknown): string[] {
  try {
    resolveExternalSecretsArgs(args as ExternalSecretsArgs);
    return [];
  } catch (error) {
    if (!InputPropertiesError.isInstance(error)) throw error;
    return error.errors.map(({ propertyPath, reason }) => `${propertyPath}: ${reason}`);
  }
}

const pathsOf = (args: unknown) => mistakesOf(args).map((each) => each.split(": ")[0]);
const cluster = { name: "main" };
const names = { names: ["web"] };
const vault = { server: "https://vault.example.com", path: "kv", role: "web" };
const secretsManager = { prefixes: ["web"] };
const withStore = (store: unknown) => ({ cluster, stores: { web: store } });

describe("addons/external-secrets/settings", () => {
  it("takes either provider", () => {
    expect(mistakesOf(withStore({ namespaces: names, vault }))).to.deep.equal([]);
    expect(mistakesOf(withStore({ namespaces: names, awsSecretsManager: secretsManager }))).to.deep.equal([]);
    expect(mistakesOf({ cluster })).to.deep.equal([]);
  });

  it("refuses a store that says nothing of who may read", () => {
    for (const namespaces of [{}, { labels: {} }])
      expect(mistakesOf(withStore({ namespaces, vault }))).to.deep.equal([
        "stores.web.namespaces: got nobody; expected names or labels of the namespaces that may read",
      ]);
    expect(pathsOf(withStore({ vault }))).to.deep.equal(["stores.web.namespaces"]);
    expect(pathsOf(withStore({ namespaces: { names: [] }, vault }))).to.deep.equal(["stores.web.namespaces.names"]);
  });

  it("refuses a store with no provider, or with both", () => {
    expect(mistakesOf(withStore({ namespaces: names }))).to.deep.equal([
      "stores.web: got neither; expected one of awsSecretsManager and vault",
    ]);
    expect(mistakesOf(withStore({ namespaces: names, vault, awsSecretsManager: secretsManager }))).to.deep.equal([
      "stores.web: got both; expected one of awsSecretsManager and vault",
    ]);
  });

  it("refuses a Vault without TLS, and paths that Vault would not find", () => {
    for (const server of ["http://vault.example.com", "vault.example.com", "https://vault.example.com/v1", ""])
      expect(pathsOf(withStore({ namespaces: names, vault: { ...vault, server } })), server).to.deep.equal([
        "stores.web.vault.server",
      ]);
    expect(
      pathsOf(withStore({ namespaces: names, vault: { ...vault, path: "/kv", mountPath: "auth/" } })),
    ).to.deep.equal(["stores.web.vault.path", "stores.web.vault.mountPath"]);
  });

  it("refuses prefixes that would match more than what stands below them", () => {
    for (const prefix of ["", "*", "web/", "/web", "web/*", "we b", "arn:aws:secretsmanager:x"])
      expect(
        pathsOf(withStore({ namespaces: names, awsSecretsManager: { prefixes: [prefix] } })),
        prefix,
      ).to.deep.equal(["stores.web.awsSecretsManager.prefixes[0]"]);
    expect(pathsOf(withStore({ namespaces: names, awsSecretsManager: { prefixes: [] } }))).to.deep.equal([
      "stores.web.awsSecretsManager.prefixes",
    ]);
  });

  it("refuses a key that is an alias, or of another region or partition than the secrets", () => {
    const id = "key/00000000-1111-2222-3333-444444444444";
    const keysOf = (arn: string, region?: string) =>
      mistakesOf(withStore({ namespaces: names, awsSecretsManager: { ...secretsManager, region, keyArns: [arn] } }));
    expect(keysOf(`arn:aws:kms:eu-west-1:123456789012:${id}`, "eu-west-1")).to.deep.equal([]);
    expect(keysOf(`arn:aws:kms:eu-west-1:123456789012:${id}`)).to.deep.equal([]);
    const path = "stores.web.awsSecretsManager.keyArns[0]";
    expect(keysOf("arn:aws:kms:eu-west-1:123456789012:alias/web")[0]).to.match(/keyArns\[0\]: .*not of an alias$/);
    expect(keysOf(`arn:aws:kms:eu-west-1:123456789012:${id}`, "eu-north-1")[0]).to.match(
      /expected a key of eu-north-1, where the secrets are$/,
    );
    expect(keysOf(`arn:aws-cn:kms:eu-west-1:123456789012:${id}`)[0]).to.include(`${path}: `);
  });

  it("refuses every value that carries the tenancy", () => {
    const values = {
      processSecretStore: true,
      processClusterExternalSecret: true,
      rbac: { serviceAccountTokenCreate: true },
      crds: { annotations: {} },
      extraArgs: { "enable-flood-gate": false },
      replicaCount: 3,
    };
    const found = mistakesOf({ cluster, values });
    expect(found.map((each) => each.split(": ")[0])).to.have.members([
      "values.processSecretStore",
      "values.processClusterExternalSecret",
      "values.rbac.serviceAccountTokenCreate",
      "values.crds.annotations",
      "values.extraArgs",
    ]);
    for (const each of found) expect(each).to.include("SEC-01");
    expect(new Set(pin.protectedPaths.map(({ control }) => control))).to.deep.equal(new Set(["SEC-01"]));
  });

  it("tells every mistake at once, those of the form and those of the sense", () => {
    const bad = {
      cluster: { name: "" },
      stores: {
        Web: { namespaces: names, vault },
        one: { namespaces: {}, vault: { ...vault, server: "http://vault" } },
        two: {
          namespaces: { names: ["Not_A_Namespace"] },
          awsSecretsManager: { prefixes: ["a"], keyArns: ["alias/a"] },
        },
        three: { namespaces: names, vaul: vault },
        four: 4,
      },
      values: { processPushSecret: true },
      mirror: { charts: "ftp://charts" },
    };
    expect(pathsOf(bad)).to.have.members([
      "cluster.name",
      "stores.Web",
      "stores.one.namespaces",
      "stores.one.vault.server",
      "stores.two.namespaces.names[0]",
      "stores.two.awsSecretsManager.keyArns[0]",
      "stores.three.vaul",
      "stores.three",
      "stores.four",
      "values.processPushSecret",
      "mirror.charts",
    ]);
  });

  it("says where the arguments stand, for whoever passes them on", () => {
    const mistakes: Mistake[] = [];
    const store = { namespaces: {}, vault } as SecretStoreArgs;
    resolveExternalSecretsAddon({ stores: { web: store }, values: { installCRDs: false } }, "secrets", mistakes);
    expect(mistakes.map(({ path }) => path)).to.deep.equal([
      "secrets.stores.web.namespaces",
      "secrets.values.installCRDs",
    ]);
    expect(
      read(externalSecretsShape, { stores: { web: store }, value: {} }, "secrets").mistakes?.map(({ path }) => path),
    ).to.deep.equal(["secrets.value"]);
  });
});
