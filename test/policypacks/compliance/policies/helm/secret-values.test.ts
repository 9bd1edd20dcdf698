import { expect } from "chai";
import { broken, type Sample, unknown } from "../../../../support/samples";
import { cases } from "../../cases";
import { run } from "../../harness";

const release: Sample = {
  type: "kubernetes:helm.sh/v3:Release",
  name: "dashboard",
  props: { chart: "dashboard", version: "1.0.0" },
};
const values = (value: unknown) => [broken(release, "values", value)];
const secret = "not-a-real-one";

describe("SEC-01 values of charts", () => {
  cases("SEC-01", [
    ["absent", [release], "pass", "values is not set"],
    ["none", values({}), "pass"],
    ["without a secret", values({ replicas: 2, image: { tag: "1.0.0" } }), "pass", "no value is one of a secret"],
    ["a password", values({ adminPassword: secret }), "fail", "values.adminPassword is one of a secret by its name"],
    [
      "a password of a chart resource",
      [{ ...values({ adminPassword: secret })[0]!, type: "kubernetes:helm.sh/v4:Chart" }],
      "fail",
    ],
    ["deep down", values({ database: { auth: { password: secret } } }), "fail", "values.database.auth.password"],
    ["in a list of maps", values({ remotes: [{ url: "a" }, { apiKey: secret }] }), "fail", "values.remotes[1].apiKey"],
    ["in a list of its own", values({ passwords: [secret] }), "fail", "values.passwords[0]"],
    ["under a key with dots", values({ env: { "db.password": secret } }), "fail", "values.env.db.password"],
    ["in capitals", values({ config: { GITHUB_TOKEN: secret } }), "fail"],
    ["a number", values({ password: 12345 }), "fail"],
    ["several", values({ password: secret, token: secret }), "fail", "values.password, values.token"],
    [
      "a variable of a container",
      values({ env: [{ name: "DB_PASSWORD", value: secret }] }),
      "fail",
      "values.env[0].value",
    ],
    ["another variable", values({ env: [{ name: "LEVEL", value: "info" }] }), "pass"],
    ["a variable from a Secret", values({ env: [{ name: "DB_PASSWORD", valueFrom: { a: "b" } }] }), "pass"],
    ["an empty text", values({ password: "" }), "pass"],
    ["null", values({ password: null }), "pass"],
    ["a switch", values({ serviceAccount: { automountServiceAccountToken: false } }), "pass"],
    ["a switch as a text", values({ enableToken: "true" }), "pass"],
    ["a map of that name", values({ credentials: { useSecret: false, region: "eu-west-1" } }), "pass"],
    ["where it lies", values({ env: { DB_PASSWORD_FILE: "/run/db", TOKEN_SECRET_NAME: "a" } }), "pass"],
    ["names of Secrets", values({ existingSecret: "a", imagePullSecrets: ["b"], image: { pullSecret: "c" } }), "pass"],
    ["names of several Secrets", values({ existingSecretAdminPassword: "a" }), "pass"],
    ["unknown", values(unknown), "unknown"],
    [
      "an unknown password",
      values({ adminPassword: unknown }),
      "unknown",
      "whether values.adminPassword is a secret that is written down",
    ],
    ["an unknown password of a list", values({ passwords: [unknown] }), "unknown"],
    ["an unknown password beside one", values({ a: { token: unknown }, password: secret }), "fail", "values.password"],
    ["an unknown value of another name", values({ role: unknown }), "pass"],
    ["a variable of an unknown name", values({ env: [{ name: unknown, value: "info" }] }), "unknown"],
    ["an unknown variable of a plain name", values({ env: [{ name: "LEVEL", value: unknown }] }), "pass"],
    ["an unknown variable of an unknown name", values({ env: [unknown] }), "pass"],
    ["of the wrong type", values("password"), "fail", "wrong type"],
    ["a list", values([{ password: secret }]), "fail", "wrong type"],
    ["in files", [broken(release, "valueYamlFiles", [{}])], "unknown", "valueYamlFiles"],
    ["in no files", [broken(release, "valueYamlFiles", [])], "pass"],
    ["in unknown files", [broken(release, "valueYamlFiles", unknown)], "unknown"],
    ["written down, beside files", [broken(values({ password: secret })[0]!, "valueYamlFiles", [{}])], "fail"],
  ]);

  it("are not shown", async () => {
    const { evidence, violations } = await run(
      values({ password: secret, passwords: [secret], token: [{ a: secret }] }),
    );
    expect(JSON.stringify([evidence, violations])).to.not.contain(secret);
  });
});
