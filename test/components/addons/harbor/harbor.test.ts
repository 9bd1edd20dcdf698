import { expect } from "chai";
import { harbor as pin } from "../../../../catalogue/charts/harbor";
import { unknown } from "../../../../cli/preview/wire";
import { harborSecrets } from "../../../../components/addons/harbor/secrets";
import type { Recording } from "../../../support/recorder";
import { at, dependenciesOf } from "../../recorded";
import { recordHarbor, releaseType, secretType } from "./recorded-harbor";

const policyType = "kubernetes:networking.k8s.io/v1:NetworkPolicy";
const tcp = (port: number) => ({ protocol: "TCP", port });
const part = (component: string) => ({ podSelector: { matchLabels: { app: "harbor", component } } });
const from = (component: string, ...ports: number[]) => ({ from: [part(component)], ports: ports.map(tcp) });
const to = (component: string, ...ports: number[]) => ({ to: [part(component)], ports: ports.map(tcp) });
const any = (port: number) => ({ ports: [tcp(port)] });
const dns = {
  to: [
    {
      namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": "kube-system" } },
      podSelector: { matchLabels: { "k8s-app": "kube-dns" } },
    },
  ],
  ports: [{ protocol: "UDP", port: 53 }, tcp(53)],
};

function trafficOf(recording: Recording): Record<string, { ingress: unknown[]; egress: unknown[] }> {
  return Object.fromEntries(
    recording.ofType(policyType).map(({ inputs }) => {
      const { podSelector, policyTypes, ...rest } = inputs["spec"] as Record<string, unknown>;
      const name = String(at(inputs, "metadata", "name"));
      expect(policyTypes).to.deep.equal(["Ingress", "Egress"]);
      if (name !== "default-deny") expect({ podSelector }, name).to.deep.equal(part(name.replace("allow-", "")));
      return [name, rest as { ingress: unknown[]; egress: unknown[] }];
    }),
  );
}

describe("addons/harbor/harbor", () => {
  let recording: Recording;
  before(async () => (recording = await recordHarbor()));

  it("installs the pinned chart under its own name, with what other resources give", () => {
    const { inputs } = recording.one(releaseType);
    const values = inputs["values"];
    expect(inputs).to.deep.include({
      name: "harbor",
      chart: "harbor",
      version: "1.19.1",
      repositoryOpts: { repo: "https://helm.goharbor.io" },
      namespace: "harbor",
      timeout: 900,
      atomic: true,
      cleanupOnFail: true,
      maxHistory: 5,
    });
    expect(at(values, "database", "external", "host")).to.equal("db.example.com");
    expect(at(values, "redis", "external", "addr")).to.equal("redis.example.com:6379");
    expect(at(values, "persistence", "imageChartStorage", "s3")).to.deep.equal({
      secure: true,
      v4auth: true,
      bucket: "images",
      region: "eu-central-1",
      existingSecret: "harbor-bucket",
    });
  });

  it("encrypts with a key where one is named", async () => {
    const keyArn = "arn:aws:kms:eu-central-1:123456789012:key/1";
    const keyed = await recordHarbor({ storage: { bucket: "images", region: "eu-west-1", keyArn } });
    expect(at(keyed.one(releaseType).inputs, "values", "persistence", "imageChartStorage", "s3")).to.deep.include({
      encrypt: true,
      keyid: keyArn,
      region: "eu-west-1",
    });
  });

  it("makes its namespace itself: restricted, outside of the mesh", () => {
    const metadata = recording.one("kubernetes:core/v1:Namespace").inputs["metadata"];
    expect(metadata).to.deep.include({ name: "harbor" });
    expect(at(metadata, "labels")).to.deep.include({
      "pod-security.kubernetes.io/enforce": "restricted",
      "admission.gatekeeper.sh/ignore": "no-self-managing",
      "istio-injection": "disabled",
    });
  });

  it("lets the nodes to its entry, its parts to each other as they need, and those that must outside", () => {
    expect(trafficOf(recording)).to.deep.equal({
      "default-deny": {},
      "allow-nginx": { ingress: [any(8443)], egress: [dns, to("core", 8443), to("portal", 8443)] },
      "allow-core": {
        ingress: [from("nginx", 8443), from("jobservice", 8443), from("trivy", 8443)],
        egress: [
          dns,
          to("portal", 8443),
          to("jobservice", 8443),
          to("registry", 5443, 8443),
          to("trivy", 8443),
          any(5432),
          any(6379),
          any(443),
        ],
      },
      "allow-portal": { ingress: [from("nginx", 8443), from("core", 8443)], egress: [] },
      "allow-jobservice": {
        ingress: [from("core", 8443)],
        egress: [dns, to("core", 8443), to("registry", 5443, 8443), to("trivy", 8443), any(5432), any(6379), any(443)],
      },
      "allow-registry": {
        ingress: [from("core", 5443, 8443), from("jobservice", 5443, 8443)],
        egress: [dns, any(6379), any(443)],
      },
      "allow-trivy": {
        ingress: [from("core", 8443), from("jobservice", 8443)],
        egress: [dns, to("core", 8443), any(6379), any(443)],
      },
    });
  });

  it("with an Ingress lets its controller in, or whatever load balancer calls, and has no entry of its own", async () => {
    const callers = [from("jobservice", 8443), from("trivy", 8443)];
    const alb = trafficOf(await recordHarbor({ ingress: { className: "alb" } }));
    expect(alb).not.to.have.property("allow-nginx");
    expect(alb["allow-core"]!.ingress).to.deep.equal([...callers, any(8443)]);
    expect(alb["allow-portal"]!.ingress).to.deep.equal([from("core", 8443), any(8443)]);
    const ingress = { className: "nginx", controllerNamespace: "ingress" };
    const named = trafficOf(await recordHarbor({ ingress }));
    const controller = {
      from: [
        {
          namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": "ingress" } },
          podSelector: {},
        },
      ],
      ports: [tcp(8443)],
    };
    expect(named["allow-core"]!.ingress).to.deep.equal([...callers, controller]);
    expect(named["allow-portal"]!.ingress).to.deep.equal([from("core", 8443), controller]);
  });

  it("lets other ports of database and Redis through where they have others", async () => {
    const { "allow-core": core } = trafficOf(
      await recordHarbor({ database: { host: "db", user: "h", port: 5433 }, redis: { host: "r", port: 6380 } }),
    );
    expect(core!.egress).to.deep.include.members([any(5433), any(6380)]);
    expect(core!.egress).not.to.deep.include(any(5432));
  });

  it("has every Secret filled from the store, under names of its own", async () => {
    const secrets = recording.ofType(secretType);
    expect(secrets).to.have.length(18);
    expect(recording.one(secretType, "registry-registry-login").inputs).to.deep.include({
      metadata: {
        name: "harbor-registry-login",
        namespace: "harbor",
        annotations: { "pulumi.com/waitFor": "condition=Ready" },
      },
      spec: {
        refreshInterval: "1h",
        secretStoreRef: { kind: "ClusterSecretStore", name: "platform" },
        target: { name: "harbor-registry-login", creationPolicy: "Owner", deletionPolicy: "Retain" },
        data: ["REGISTRY_PASSWD", "REGISTRY_HTPASSWD"].map((property) => ({
          secretKey: property,
          remoteRef: { key: "harbor/registry-login", property },
        })),
      },
    });
    const other = await recordHarbor({ secretStore: "vault", secretPrefix: "team/registry", ownAuthorities: false });
    expect(other.ofType(secretType)).to.have.length(17);
    const spec = other.one(secretType, "registry-admin").inputs["spec"];
    expect(at(spec, "secretStoreRef", "name")).to.equal("vault");
    expect(at(spec, "data", 0, "remoteRef", "key")).to.equal("team/registry/admin");
  });

  it("makes no Secret of the name of one that the chart makes", () => {
    const made = ["core", "exporter", "ingress", "jobservice", "nginx", "portal", "registry", "registryctl", "trivy"];
    const ofChart = [...made, "registry-htpasswd", "database"].map((each) => `harbor-${each}`);
    const ours = harborSecrets(true).map(({ role }) => `harbor-${role}`);
    expect(ours.filter((each) => ofChart.includes(each))).to.deep.equal([]);
    expect(new Set(ours).size).to.equal(ours.length);
  });

  it("fills Secrets after the namespace, and installs after all of them", () => {
    const policies = ["default-deny", "allow-nginx", "allow-core", "allow-portal", "allow-jobservice"];
    const made = [
      "kubernetes:core/v1:Namespace::registry-harbor",
      ...[...policies, "allow-registry", "allow-trivy"].map(
        (each) => `kubernetes:networking.k8s.io/v1:NetworkPolicy::registry-harbor-${each}`,
      ),
    ];
    const secrets = recording.ofType(secretType);
    for (const secret of secrets) expect(dependenciesOf(secret)).to.include.members(made);
    const names = secrets.map(({ name }) => `${secretType}::${name}`);
    expect(dependenciesOf(recording.one(releaseType))).to.include.members([...made, ...names]);
  });

  it("declares what is in force, and no secret", () => {
    const [declared, ...further] = recording.one("rampart:index:Harbor").inputs["releases"] as unknown[];
    expect(further).to.deep.equal([]);
    expect(declared).to.deep.include({ chart: "harbor", version: "1.19.1", namespace: "harbor" });
    const security = at(declared, "securityValues") as Record<string, unknown>;
    expect(Object.keys(security)).to.have.members(Object.keys(pin.securityValues));
    expect(security).to.deep.include({
      harborAdminPassword: "",
      secretKey: "",
      "database.type": "external",
      "database.internal.password": "",
      "database.external.sslmode": "verify-full",
      "redis.external.tlsOptions.enable": true,
      "internalTLS.enabled": true,
      "internalTLS.certSource": "secret",
      "expose.type": "clusterIP",
      "expose.tls.certSource": "secret",
      "trivy.enabled": true,
    });
  });

  it("hands its dependencies, its provider and what it is deleted with to everything that it makes", () => {
    const first = recording.one("kubernetes:core/v1:ConfigMap", "first");
    const cluster = recording.one("kubernetes:core/v1:ConfigMap", "cluster");
    const provider = `${recording.one("pulumi:providers:kubernetes").urn}::${unknown}`;
    const component = recording.one("rampart:index:Harbor");
    const made = recording.registrations.filter(({ parent }) => parent === component.urn);
    expect(made).to.have.length(1 + 7 + 18 + 1);
    for (const each of made) {
      expect(each.dependencies, each.urn).to.include(first.urn);
      expect(each.options.deletedWith, each.urn).to.equal(cluster.urn);
      expect(each.provider, each.urn).to.equal(provider);
    }
  });
});
