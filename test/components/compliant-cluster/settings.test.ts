import { InputPropertiesError, output } from "@pulumi/pulumi";
import { expect } from "chai";
import { CompliantCluster, type CompliantClusterArgs } from "../../../index";
import { declare, resolveCompliantClusterArgs } from "../../../components/compliant-cluster/settings";
import { record } from "../../support/recorder";

/** Arguments as a settings file or another language may bring them. */
type Anything = Record<string, unknown>;

function mistakesOf(args: Anything, name = "main"): Record<string, string> {
  try {
    resolveCompliantClusterArgs(name, args);
  } catch (error) {
    if (!InputPropertiesError.isInstance(error)) throw error;
    return Object.fromEntries(error.errors.map(({ propertyPath, reason }) => [propertyPath, reason]));
  }
  return {};
}

describe("compliant-cluster/settings", () => {
  it("fills every default", () => {
    const settings = resolveCompliantClusterArgs("main", {});
    // What each part's own defaults are, the part's own test says.
    const parts = {
      residency: settings.residency,
      addons: settings.addons,
      network: settings.network,
      controlPlane: settings.controlPlane,
      endpoint: settings.endpoint,
      access: settings.access,
      identity: settings.identity,
      nodes: settings.nodes,
      storage: settings.storage,
      keys: settings.keys,
      logs: settings.logs,
      auditTrail: settings.auditTrail,
      detection: settings.detection,
      alerts: settings.alerts,
      registry: settings.registry,
      backup: settings.backup,
      platform: settings.platform,
    };
    expect(settings).to.deep.equal({
      name: "main",
      regimes: ["pci-dss", "hipaa", "gdpr", "popia", "iso-27001"],
      kubernetesVersion: "1.35",
      ...parts,
      protect: true,
      rules: {},
      exclusions: [],
      tags: {},
    });
    expect(Object.entries(parts).filter(([, part]) => part === undefined)).to.deep.equal([]);
    expect(Object.keys(settings.nodes)).to.deep.equal(["default"]);
    expect(settings.endpoint).to.deep.equal({ publicAccess: false, publicAccessCidrs: [] });
    expect(settings.access).to.deep.equal({ admins: [], viewers: [], teams: {} });
    const { addons, mirror, releases } = settings.platform;
    expect(mirror).to.deep.equal({});
    expect(Object.keys(addons).sort()).to.deep.equal([
      "calico",
      "externalSecrets",
      "falco",
      "fluentBit",
      "gatekeeper",
      "istio",
      "loadBalancerController",
      "trivy",
      "velero",
    ]);
    expect(releases.map(({ pin }) => pin.release).sort()).to.deep.equal([
      "aws-load-balancer-controller",
      "calico",
      "calico-crds",
      "external-secrets",
      "falco",
      "falco-k8saudit",
      "falcosidekick",
      "fluent-bit",
      "gatekeeper",
      "istio-base",
      "istio-cni",
      "istio-ingress",
      "istiod",
      "trivy-operator",
      "velero",
    ]);
    expect(settings.network).to.deep.include({ mode: "create", cidr: "10.0.0.0/16", zones: 3, nat: "per-zone" });
  });

  it("declares what policies need to know, and no more", () => {
    const waiversHash = "a".repeat(64);
    const settings = resolveCompliantClusterArgs("main", { regimes: ["gdpr", "hipaa"], waiversHash });
    const { parts, nodeReleases, ...declared } = declare(settings);
    expect(declared).to.deep.equal({
      regimes: ["hipaa", "gdpr"],
      kubernetesVersion: "1.35",
      transferBasis: {},
      ruleParameters: {},
      waiversHash,
    });
    expect(parts?.network).to.deep.equal({ mode: "create" });
    expect(Object.keys(nodeReleases ?? {})).to.deep.equal(["default"]);
    const abroad = { regimes: ["gdpr" as const], residency: { basis: { gdpr: "standard clauses, file 12" } } };
    expect(declare(resolveCompliantClusterArgs("main", abroad)).transferBasis).to.deep.equal(abroad.residency.basis);
    expect(declare(resolveCompliantClusterArgs("main", {}))).to.not.have.property("waiversHash");
  });

  it("keeps logs as long as the regimes in force ask, and no longer than they allow", () => {
    const days = (args: CompliantClusterArgs) => resolveCompliantClusterArgs("main", args).logs.retentionDays;
    expect(days({ regimes: ["hipaa"] })).to.equal(90);
    expect(days({ regimes: ["hipaa", "pci-dss"] })).to.equal(365);
    expect(days({ logs: { retentionDays: 2192 } })).to.equal(2192);
    const wrong = (retentionDays: number, regimes?: string[]) => mistakesOf({ logs: { retentionDays }, regimes });
    expect(wrong(180)).to.deep.equal({ "logs.retentionDays": "got 180; expected 365 or more (pci-dss 10.5.1)" });
    expect(wrong(180, ["hipaa"])).to.deep.equal({});
    expect(wrong(2557)).to.deep.equal({
      "logs.retentionDays": "got 2557; expected 2192 or less (gdpr 5(1)(e), popia 14)",
    });
    expect(wrong(2557, ["pci-dss"])).to.deep.equal({});
    expect(wrong(366)["logs.retentionDays"]).to.match(/^got 366; expected one of the values that CloudWatch Logs/);
    expect(wrong(0)["logs.retentionDays"]).to.match(/^got 0; expected one of the values/);
  });

  describe("without a way out of the network", () => {
    const closed = (more: Anything) => mistakesOf({ region: "eu-central-1", network: { nat: "none" }, ...more });
    const secret = "arn:aws:secretsmanager:eu-central-1:123456789012:secret:ecr-pullthroughcache/hub-a1b2c3";
    const hub = { "docker-hub": { credentialArn: secret }, "github-container-registry": { credentialArn: secret } };
    const caches = { ...hub, quay: {}, "ecr-public": {}, k8s: {} };
    const mirror = { registries: { "mirror.gcr.io": "r.example.com/gcr", "registry.istio.io": "r.example.com/istio" } };
    const from = (image: string) => `because network.nat is none and ${image} comes from there`;
    const none = {
      "mirror.registries.mirror.gcr.io": `got nothing; expected a registry with copies, ${from("trivy-operator's aquasec/trivy-operator")}`,
      "mirror.registries.registry.istio.io": `got nothing; expected a registry with copies, ${from("istiod's release/pilot")}`,
    };

    it("asks for a cache or a mirror of every registry that the stack's own images come from", () => {
      const expected = {
        ...none,
        "registry.pullThroughCaches.docker-hub": `got nothing; expected a cache with credentials, ${from("gatekeeper's openpolicyagent/gatekeeper")}; or a registry with copies, in mirror.registries.docker.io`,
        "registry.pullThroughCaches.github-container-registry": `got nothing; expected a cache with credentials, ${from("falco's falcosecurity/plugins/plugin/container")}; or a registry with copies, in mirror.registries.ghcr.io`,
      };
      expect(closed({})).to.deep.equal(expected);
      expect(closed({ registry: { pullThroughCaches: caches } })).to.deep.equal(none);
      expect(closed({ registry: { pullThroughCaches: caches }, mirror })).to.deep.equal({});
      expect(closed({ mirror: { registries: { "*": "r.example.com" } } })).to.deep.equal({});
      expect(mistakesOf({ region: "eu-central-1" })).to.deep.equal({});
    });

    it("asks the same of a registry that exists, and believes who vouches for one", () => {
      const url = "123456789012.dkr.ecr.eu-central-1.amazonaws.com";
      const existing = (cachePrefixes: Anything) =>
        closed({ registry: { mode: "existing", url, cachePrefixes }, mirror });
      const all = { "docker-hub": "hub", "github-container-registry": "gh", quay: "quay", "ecr-public": "public" };
      expect(existing({ ...all, "docker-hub": undefined })).to.have.all.keys("registry.cachePrefixes.docker-hub");
      expect(existing(all)).to.deep.equal({});
      expect(closed({ registry: { mode: "inherited", vouchedBy: "platform team" } })).to.deep.equal({});
    });

    it("takes copies that the user names, each of them, and no other image from outside", () => {
      const values = (repository: unknown, curl = "r.example.com/curl") => ({
        image: { repository, crdRepository: "r.example.com/crds" },
        postInstall: {
          labelNamespace: { image: { repository: "r.example.com/crds" } },
          probeWebhook: { image: { repository: curl } },
        },
        postUpgrade: { labelNamespace: { image: { repository: "r.example.com/crds" } } },
        preUninstall: { deleteWebhookConfigurations: { image: { repository: "r.example.com/crds" } } },
      });
      // Everything but Docker Hub is there.
      const rest = {
        registry: {
          pullThroughCaches: Object.fromEntries(Object.entries(caches).filter(([id]) => id !== "docker-hub")),
        },
        mirror,
        ...Object.fromEntries(
          ["falco", "velero", "fluentBit"].map((each) => [each, { mode: "inherited", vouchedBy: "platform team" }]),
        ),
      };
      const told = (...names: [unknown, string?]) => closed({ ...rest, gatekeeper: { values: values(...names) } });
      expect(told("r.example.com/gatekeeper")).to.deep.equal({});
      expect(told(output("r.example.com/gatekeeper"))).to.deep.equal({});
      expect(told("quay.io/me/gatekeeper")).to.deep.equal({
        "gatekeeper.values.image.repository":
          'got "quay.io/me/gatekeeper"; expected an image in a registry of ECR, because network.nat is none and this name is not changed',
      });
      expect(
        closed({ ...rest, gatekeeper: { values: { image: { repository: "r.example.com/gatekeeper" } } } }),
      ).to.have.all.keys("registry.pullThroughCaches.docker-hub");
    });
  });

  it("tells every mistake of every part at once, each with its path", () => {
    const paths = Object.keys(
      mistakesOf(
        {
          regimes: ["pci-dss", "gdpr", "hippa"],
          kubernetesVersion: "1.29",
          addonVersions: { coredns: "latest", weave: "v1.0.0-eksbuild.1" },
          region: "eu-central-1",
          residency: { basis: { hipaa: "none needed" } },
          addons: { networkPolicy: "cilium" },
          network: {
            cidr: "10.0.0.1/16",
            zones: 1,
            nat: "two",
            zone: 3,
            serviceCidr: "8.8.0.0/16",
            apiCidrs: ["203.0.113.0/24"],
            flowLogs: { mode: "existing" },
            endpoints: { services: ["ecr.app"] },
          },
          controlPlane: { supportType: "NONE", webhookPorts: [0] },
          identity: { mechanism: "kiam" },
          storage: { accountEncryption: { mode: "inherited" } },
          auditTrail: { retentionDays: 90, lockMode: "NONE" },
          detection: { mode: "existing" },
          alerts: { guardDutySeverity: 9, thresholds: { "secret-reads": 3 } },
          registry: { pullThroughCaches: { "docker-hub": {} }, repositories: { Shop: {} } },
          backup: { retentionDays: 1, replica: { region: "us-east-1", lockDays: 1 } },
          endpoint: { publicAccess: true, publicAccessCidrs: ["203.0.113.7/24", "10.0.0.0/8"] },
          access: { admins: ["arn:aws:sts::123456789012:assumed-role/a/b"], viewers: ["x"] },
          nodes: { Default: {}, spot: { minSize: 5, maxSize: 2 }, arm: { diskGiB: 5, instanceTypes: [] } },
          keys: {
            deletionWindowDays: 3,
            rotationDays: 30,
            logs: {
              mode: "existing",
              keyArn: "arn:aws:kms:eu-west-1:123456789012:key/0a1b2c3d-0000-1111-2222-000000000001",
            },
          },
          logs: { retentionDays: 100 },
          gatekeeper: { replicas: 1, enforcement: "block", values: { disableAudit: true } },
          protect: "yes",
          waiversHash: "abc",
          tags: { "aws:x": "a" },
          nodez: {},
        },
        "Main",
      ),
    );
    expect(paths.sort()).to.deep.equal(
      [
        "regimes[2]",
        "kubernetesVersion",
        "addonVersions.coredns",
        "addonVersions.weave",
        "network.cidr",
        "network.zones",
        "network.nat",
        "network.zone",
        "network.serviceCidr",
        "network.apiCidrs[0]",
        "network.flowLogs.mode",
        "network.endpoints.services[0]",
        "residency.basis.hipaa",
        "addons.networkPolicy",
        "controlPlane.supportType",
        "controlPlane.webhookPorts[0]",
        "identity.mechanism",
        "storage.accountEncryption.vouchedBy",
        "keys.logs.keyArn",
        "auditTrail.retentionDays",
        "auditTrail.lockMode",
        "detection.detectorId",
        "alerts.guardDutySeverity",
        "alerts.thresholds.secret-reads",
        "registry.pullThroughCaches.docker-hub.credentialArn",
        "registry.repositories.Shop",
        "backup.retentionDays",
        "backup.replica.region",
        "backup.replica.lockDays",
        "endpoint.publicAccessCidrs[0]",
        "endpoint.publicAccessCidrs[1]",
        "access.admins[0]",
        "access.viewers[0]",
        "nodes.Default",
        "nodes.spot",
        "nodes.arm.instanceTypes",
        "nodes.arm.diskGiB",
        "keys.deletionWindowDays",
        "keys.rotationDays",
        "logs.retentionDays",
        "gatekeeper.enforcement",
        "gatekeeper.replicas",
        "gatekeeper.values.disableAudit",
        "protect",
        "waiversHash",
        "tags.aws:x",
        "nodez",
        "name",
      ].sort(),
    );
  });

  it("words a mistake so that one can mend it", () => {
    const { message } = (() => {
      try {
        resolveCompliantClusterArgs("main", { network: { cidr: "10.0.0.0/26" }, gatekeeper: { replicas: 2 } });
      } catch (error) {
        return error as Error;
      }
      throw new Error("no error");
    })();
    expect(message.split("\n")).to.deep.equal([
      "CompliantCluster main: 2 mistakes in its arguments",
      '  network.cidr: got "10.0.0.0/26"; expected a network of /22 or larger: its small subnets would be smaller than /28',
      "  gatekeeper.replicas: got 2; expected 3 or more (gdpr 32(1)(b), iso-27001 A.8.14)",
    ]);
  });

  it("notes networks that are public, too large, or no networks", () => {
    for (const cidr of ["8.8.0.0/16", "10.0.0.0/15", "10.0.0.0", "0.0.0.0/0", "10.0.0.0/16 "]) {
      expect(Object.keys(mistakesOf({ network: { cidr } })), cidr).to.deep.equal(["network.cidr"]);
    }
    expect(mistakesOf({ network: { cidr: "192.168.0.0/20", zones: 6 } })).to.deep.equal({});
  });

  it("leaves an endpoint that is open to everybody to the policy pack, but not one that means nothing", () => {
    const open = { publicAccess: true, publicAccessCidrs: ["0.0.0.0/0"] };
    expect(mistakesOf({ endpoint: open })).to.deep.equal({});
    expect(mistakesOf({ endpoint: { publicAccessCidrs: ["203.0.113.0/24"] } })).to.deep.equal({
      "endpoint.publicAccessCidrs": 'got ["203.0.113.0/24"]; expected nothing while endpoint.publicAccess is false',
    });
    const many = Array.from({ length: 41 }, (_, index) => `203.0.113.${index}/32`);
    expect(Object.keys(mistakesOf({ endpoint: { publicAccess: true, publicAccessCidrs: many } }))).to.deep.equal([
      "endpoint.publicAccessCidrs",
    ]);
  });

  it("notes sizes out of order, and no node group at all", () => {
    const sizes = { minSize: 3, desiredSize: 2, maxSize: 1 };
    expect(
      mistakesOf({ nodes: { a: sizes, b: { minSize: 4, maxSize: 3 }, c: { desiredSize: 9, maxSize: 9 } } }),
    ).to.deep.equal({
      "nodes.a": "got minSize 3, desiredSize 2, maxSize 1; expected minSize <= desiredSize <= maxSize",
      "nodes.b": "got minSize 4, desiredSize 4, maxSize 3; expected minSize <= desiredSize <= maxSize",
    });
    expect(Object.keys(mistakesOf({ nodes: {} }))).to.deep.equal(["nodes"]);
  });

  it("notes an instance type of another architecture than the image's", () => {
    const wrong = (amiType: string, instanceTypes: string[]) =>
      Object.keys(mistakesOf({ nodes: { a: { amiType, instanceTypes } } }));
    const x86 = ["m6i.large", "g5.xlarge", "c7i-flex.large", "p4d.24xlarge", "u-6tb1.112xlarge", "u7i-12tb.224xlarge"];
    const arm = ["m7g.large", "c6gn.large", "a1.large", "t4g.small", "g5g.xlarge", "im4gn.large", "r8gd.large"];
    const paths = (types: string[]) => types.map((_, index) => `nodes.a.instanceTypes[${index}]`);
    expect(wrong("BOTTLEROCKET_x86_64", x86)).to.deep.equal([]);
    expect(wrong("AL2023_ARM_64_STANDARD", arm)).to.deep.equal([]);
    expect(wrong("BOTTLEROCKET_ARM_64_FIPS", x86)).to.deep.equal(paths(x86));
    expect(wrong("AL2023_x86_64_STANDARD", arm)).to.deep.equal(paths(arm));
    expect(
      resolveCompliantClusterArgs("main", { nodes: { a: { amiType: "BOTTLEROCKET_ARM_64" } } }).nodes["a"],
    ).to.deep.include({
      instanceTypes: ["m7g.large"],
    });
  });

  it("notes a principal that is named twice", () => {
    const arn = "arn:aws-us-gov:iam::444455556666:role/ops/platform-admin";
    expect(mistakesOf({ access: { admins: [arn], viewers: [arn] } })).to.deep.equal({
      "access.viewers[0]": `got "${arn}"; expected another principal: access.admins[0] names this one already`,
    });
    expect(mistakesOf({ access: { admins: [output(arn), arn] } })).to.deep.equal({});
    expect(mistakesOf({ access: { deployer: arn, admins: [arn] } })).to.deep.equal({
      "access.admins[0]": `got "${arn}"; expected another principal: access.deployer names this one already`,
    });
    expect(mistakesOf({ access: { deployer: output(arn), admins: [arn] } })).to.deep.equal({});
  });

  it("notes keys that rotate more slowly than the regimes in force ask", () => {
    expect(mistakesOf({ keys: { rotationDays: 400 } })).to.deep.equal({
      "keys.rotationDays": "got 400; expected 365 or less (pci-dss 3.7.4, iso-27001 A.8.24)",
    });
  });

  it("notes a chart value that carries a control, with its control and the way out", () => {
    const reason = mistakesOf({
      gatekeeper: { values: { validatingWebhookFailurePolicy: "Ignore", auditInterval: 30 } },
    });
    expect(Object.keys(reason)).to.deep.equal(["gatekeeper.values.validatingWebhookFailurePolicy"]);
    expect(Object.values(reason)[0]).to.match(
      /^got "Ignore"; expected nothing: this value carries POL-01\. To deviate, add a waiver for POL-01 to waivers\.yaml/,
    );
  });

  it("measures the rest by the regimes that are spelt right", () => {
    const found = mistakesOf({ regimes: ["hippa", "hipaa"], logs: { retentionDays: 90 } });
    expect(Object.keys(found)).to.deep.equal(["regimes[0]"]);
  });

  it("draws no conclusion from what it could not read", () => {
    const endpoint = { publicAccess: "yes", publicAccessCidrs: ["203.0.113.0/24"] };
    expect(Object.keys(mistakesOf({ endpoint, nodes: { a: { minSize: -1, desiredSize: 2 } } }))).to.have.members([
      "endpoint.publicAccess",
      "nodes.a.minSize",
    ]);
    expect(Object.keys(mistakesOf("x" as never))).to.deep.equal(["document"]);
  });

  it("registers nothing when it throws", async () => {
    const recording = await record(() => {
      expect(() => new CompliantCluster("main", { kubernetesVersion: "1.29" })).to.throw(
        /kubernetesVersion: got "1.29"/,
      );
    });
    expect(recording.registrations.map(({ type }) => type)).to.deep.equal(["pulumi:pulumi:Stack"]);
  });
});
