import { InputPropertiesError } from "@pulumi/pulumi";
import { expect } from "chai";
import type { Mistake } from "../../../../catalogue";
import { type HarborArgs, resolveHarborAddon } from "../../../../components/addons/harbor";
import { resolveHarborArgs } from "../../../../components/addons/harbor/settings";
import { least } from "./recorded-harbor";

function pathsOf(args: unknown): string[] {
  try {
    resolveHarborArgs(args as HarborArgs);
  } catch (error) {
    if (!InputPropertiesError.isInstance(error)) throw error;
    return error.errors.map(({ propertyPath }) => propertyPath);
  }
  return [];
}

describe("addons/harbor/settings", () => {
  it("takes no more than what has no default", () => {
    expect(pathsOf(least)).to.deep.equal([]);
  });

  it("asks for a name, a store, a database, a Redis and a bucket", () => {
    expect(pathsOf({})).to.deep.equal(["hostname", "secretStore", "database", "redis", "storage"]);
    expect(pathsOf({ ...least, database: {}, redis: {}, storage: {} })).to.deep.equal([
      "database.host",
      "database.user",
      "redis.host",
      "storage.bucket",
      "storage.region",
    ]);
  });

  it("tells every mistake in its arguments at once", () => {
    const args = {
      hostname: "https://registry.example.com",
      secretStore: "My Store",
      secretPrefix: "/harbor/",
      database: { host: "", port: 0, user: 1, tls: "disable", password: "secret" },
      redis: { host: "redis", port: 70000, tls: "yes" },
      storage: { bucket: "images", region: "eu-central-1", keyArn: 1 },
      ownAuthorities: 1,
      replicas: 11,
      ingress: { className: "", annotations: {} },
      mirror: { registries: { "*": 1 } },
      values: { harborAdminPassword: "secret", core: { existingSecret: "other" }, trivy: { enabled: false } },
    };
    expect(pathsOf(args)).to.have.members([
      "hostname",
      "secretStore",
      "secretPrefix",
      "database.host",
      "database.port",
      "database.user",
      "database.tls",
      "database.password",
      "redis.port",
      "redis.tls",
      "storage.keyArn",
      "ownAuthorities",
      "replicas",
      "ingress.className",
      "ingress.annotations",
      "mirror.registries.*",
      "values.harborAdminPassword",
      "values.core.existingSecret",
      "values.trivy.enabled",
    ]);
  });

  it("refuses the keys of the bucket in values, which the chart would take", () => {
    const s3 = { accesskey: "AKIA", secretkey: "x" };
    expect(pathsOf({ ...least, values: { persistence: { imageChartStorage: { s3 } } } })).to.deep.equal([
      "values.persistence.imageChartStorage.s3.accesskey",
      "values.persistence.imageChartStorage.s3.secretkey",
    ]);
  });

  it("says where the arguments of a cluster stand", () => {
    const mistakes: Mistake[] = [];
    resolveHarborAddon({ ...least, values: { secretKey: "x" } }, "harbor", mistakes);
    expect(mistakes.map(({ path }) => path)).to.deep.equal(["harbor.values.secretKey"]);
    expect(mistakes[0]!.expected).to.contain("SEC-01");
  });
});
