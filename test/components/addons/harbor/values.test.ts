import { expect } from "chai";
import { harbor as pin } from "../../../../catalogue/charts/harbor";
import type { HarborArgs } from "../../../../components/addons/harbor";
import { harborSecrets } from "../../../../components/addons/harbor/secrets";
import { resolveHarborArgs } from "../../../../components/addons/harbor/settings";
import { type Values, valueAt } from "../../../../components/foundations/values";
import { at } from "../../recorded";
import { keysOf, valueMistakes } from "../chart-values";
import { least, recordHarbor, releaseType } from "./recorded-harbor";

const own = (args: Partial<HarborArgs> = {}): Values => resolveHarborArgs({ ...least, ...args }).release.ours;

const modes: Partial<HarborArgs>[] = [
  {},
  { ingress: { className: "alb" }, replicas: 1, ownAuthorities: false },
  { ingress: { className: "nginx", controllerNamespace: "ingress" } },
  { storage: { ...least.storage, keyArn: "arn:aws:kms:eu-central-1:123456789012:key/1" } },
  { mirror: { registries: { "*": "mirror.example.com" } } },
];

/** Last parts of paths that speak of a password or key; `existing…Key` names an entry of a Secret. */
const smells = /passw|passwd|secret|token|credential|accesskey|accountkey|encodedkey|keypair|xsrf/i;
const namesAnEntry = /^existing\w*Key$/;

describe("addons/harbor/values", () => {
  it("sets only values that the pinned chart has, with fitting types, in every mode", async () => {
    for (const mode of modes) {
      const values = (await recordHarbor(mode)).one(releaseType).inputs["values"] as Values;
      expect(valueMistakes(pin, values)).to.deep.equal([]);
    }
    expect(valueMistakes(pin, { core: { replicas: "2" }, cores: 1 })).to.deep.equal([
      "core.replicas: string; expected number",
      "cores: no such key in harbor 1.19.1",
    ]);
  });

  it("leaves no password or key of the chart's own in force, in any mode", async () => {
    const defaults = Object.entries(keysOf(pin).values)
      .map(([path, { default: value }]) => ({ path, value, end: path.split(".").at(-1)! }))
      .filter(({ value, end }) => typeof value === "string" && value !== "" && smells.test(end))
      .filter(({ end }) => !namesAnEntry.test(end));
    expect(defaults.map(({ path, value }) => `${path}=${String(value)}`)).to.include.members([
      "harborAdminPassword=Harbor12345",
      "secretKey=not-a-secure-key",
      "database.internal.password=changeit",
      "database.external.password=password",
      "registry.credentials.password=harbor_registry_password",
      "persistence.imageChartStorage.oss.accesskeyid=accesskeyid",
      "registry.middleware.cloudFront.privateKeySecret=my-secret",
    ]);
    expect(defaults).to.have.length(12);
    for (const mode of modes) {
      const values = (await recordHarbor(mode)).one(releaseType).inputs["values"] as Values;
      for (const { path } of defaults) expect(valueAt(values, path), path).to.equal("");
    }
  });

  it("holds nothing where the chart would take a password, and protects each such value", () => {
    const values = own();
    const inline = Object.entries(pin.securityValues).filter(([, { control }]) => control === "SEC-01");
    expect(inline).to.have.length(16);
    for (const [path, { oneOf }] of inline) {
      expect(valueAt(values, path), path).to.equal("");
      expect(oneOf).to.deep.equal([""]);
      expect(pin.protectedPaths, path).to.deep.include({ path, control: "SEC-01" });
    }
    // Without a Secret of its own the chart would make these up when it renders them.
    const madeUp = ["core.existingSecret", "core.existingXsrfSecret", "core.secretName", "jobservice.existingSecret"];
    for (const path of [...madeUp, "registry.existingSecret"]) expect(valueAt(values, path), path).to.match(/^harbor-/);
  });

  it("names a Secret of the store wherever the chart takes one", () => {
    const values = own();
    const named = harborSecrets(true).map(({ path }) => [path, valueAt(values, path)]);
    expect(Object.fromEntries(named)).to.deep.equal({
      existingSecretAdminPassword: "harbor-admin",
      existingSecretSecretKey: "harbor-encryption-key",
      "core.existingSecret": "harbor-core-secret",
      "core.existingXsrfSecret": "harbor-csrf-key",
      "core.secretName": "harbor-token-signer",
      "jobservice.existingSecret": "harbor-jobservice-secret",
      "registry.existingSecret": "harbor-registry-secret",
      "registry.credentials.existingSecret": "harbor-registry-login",
      "database.external.existingSecret": "harbor-database-login",
      "redis.external.existingSecret": "harbor-redis-login",
      "persistence.imageChartStorage.s3.existingSecret": "harbor-bucket",
      "expose.tls.secret.secretName": "harbor-tls",
      "internalTLS.core.secretName": "harbor-core-tls",
      "internalTLS.jobservice.secretName": "harbor-jobservice-tls",
      "internalTLS.portal.secretName": "harbor-portal-tls",
      "internalTLS.registry.secretName": "harbor-registry-tls",
      "internalTLS.trivy.secretName": "harbor-trivy-tls",
      caBundleSecretName: "harbor-ca",
    });
    expect(own({ ownAuthorities: false })).not.to.have.property("caBundleSecretName");
  });

  it("reads each Secret by the entry that the chart asks for", () => {
    const facts = keysOf(pin).values;
    const entries = {
      existingSecretAdminPassword: "existingSecretAdminPasswordKey",
      "core.existingXsrfSecret": "core.existingXsrfSecretKey",
      "jobservice.existingSecret": "jobservice.existingSecretKey",
      "registry.existingSecret": "registry.existingSecretKey",
    };
    for (const [path, entry] of Object.entries(entries)) {
      const secret = harborSecrets(true).find((each) => each.path === path)!;
      expect(secret.keys, path).to.deep.equal([facts[entry]!.default]);
    }
  });

  it("is reached over TLS only, inside and outside", () => {
    const values = own();
    expect(at(values, "expose")).to.deep.equal({
      type: "clusterIP",
      tls: { enabled: true, certSource: "secret", secret: { secretName: "harbor-tls" } },
    });
    expect(at(values, "internalTLS")).to.deep.include({
      enabled: true,
      certSource: "secret",
      strong_ssl_ciphers: true,
    });
    expect(values["externalURL"]).to.equal("https://registry.example.com");
    expect(at(values, "database", "external", "sslmode")).to.equal("verify-full");
    expect(at(values, "redis", "external", "tlsOptions")).to.deep.equal({ enable: true });
    expect(at(values, "persistence", "imageChartStorage", "s3")).to.deep.include({ secure: true, v4auth: true });
    expect(at(values, "expose", "tls", "certSource")).to.equal("secret");
  });

  it("opens an Ingress where it is told so", () => {
    expect(at(own({ ingress: { className: "alb" } }), "expose")).to.deep.include({
      type: "ingress",
      ingress: { className: "alb", hosts: { core: "registry.example.com" }, controller: "alb" },
    });
    expect(at(own({ ingress: { className: "nginx" } }), "expose", "ingress")).to.deep.equal({
      className: "nginx",
      hosts: { core: "registry.example.com" },
    });
  });

  it("keeps nothing in the cluster: no database, no Redis, no volume", () => {
    const values = own({ database: { host: "db", port: 5433, name: "images", user: "h", tls: "verify-ca" } });
    expect(at(values, "database", "type")).to.equal("external");
    expect(at(values, "database", "external")).to.deep.include({
      port: "5433",
      username: "h",
      coreDatabase: "images",
      sslmode: "verify-ca",
    });
    expect(at(values, "redis", "type")).to.equal("external");
    expect(at(values, "persistence", "enabled")).to.equal(false);
    expect(at(values, "persistence", "imageChartStorage", "type")).to.equal("s3");
    expect(at(values, "jobservice", "jobLoggers")).to.deep.equal(["database"]);
    expect(at(values, "trivy")).to.deep.equal({ enabled: true, skipUpdate: false, insecure: false, offlineScan: true });
  });

  it("bears the loss of a node where it has replicas, and does not block one where it has none", () => {
    const parts = ["nginx", "core", "portal", "jobservice", "registry"];
    for (const part of parts) {
      expect(at(own(), part), part).to.deep.include({
        replicas: 2,
        automountServiceAccountToken: false,
        podDisruptionBudget: { enabled: true, minAvailable: 1 },
      });
      expect(at(own({ replicas: 1 }), part), part).to.deep.include({ replicas: 1 });
      expect(at(own({ replicas: 1 }), part), part).not.to.have.property("podDisruptionBudget");
    }
    const critical = parts.filter((part) => at(own(), part, "priorityClassName") === "system-cluster-critical");
    expect(critical).to.deep.equal(["nginx", "core", "registry"]);
    const containers = ["nginx", "core", "portal", "jobservice", "registry.registry", "registry.controller"];
    for (const path of containers)
      expect(valueAt(own(), `${path}.resources`), path).to.deep.equal({
        requests: { cpu: "100m", memory: "256Mi" },
        limits: { memory: "1Gi" },
      });
  });

  it("takes its images and the scanner's databases from a mirror", async () => {
    const registries = { "docker.io": "mirror.example.com/hub", "mirror.gcr.io": "mirror.example.com/gcr" };
    const values = (await recordHarbor({ mirror: { registries } })).one(releaseType).inputs["values"] as Values;
    const images = pin.images.flatMap(({ image, keys }) => keys.map(({ path }) => [path, image] as const));
    for (const [path, image] of images)
      expect(valueAt(values, path)).to.equal(
        image.replace("docker.io", "mirror.example.com/hub").replace(/:[^:]+$/, ""),
      );
    expect(at(values, "trivy", "dbRepository")).to.deep.equal(["mirror.example.com/gcr/aquasec/trivy-db"]);
    expect(at(values, "trivy", "javaDBRepository")).to.deep.equal(["mirror.example.com/gcr/aquasec/trivy-java-db"]);
    const plain = (await recordHarbor()).one(releaseType).inputs["values"];
    expect(at(plain, "trivy", "dbRepository")).to.deep.equal(["mirror.gcr.io/aquasec/trivy-db"]);
  });

  it("knows every image that the chart runs with an outside database and Redis", () => {
    const unused = ["database.internal", "redis.internal", "exporter"];
    const texts = Object.entries(keysOf(pin).values)
      .filter(([path]) => path.endsWith("image.repository") && !unused.some((each) => path.startsWith(each)))
      .map(([path, { default: repository }]) => [path, repository]);
    const named = pin.images.flatMap(({ image, keys }) => keys.map(({ path }) => [path, image.replace(/:[^:]+$/, "")]));
    expect(named).to.have.deep.members(texts);
    const tags = Object.entries(keysOf(pin).values).filter(([path]) => path.endsWith("image.tag"));
    for (const [path, { default: tag }] of tags) expect(tag, path).to.equal("v2.15.1");
  });
});
