import type { CompliantClusterArgs } from "../../../index";

const region = "eu-central-1";
const inherited = { mode: "inherited", vouchedBy: "platform team, landing zone 4" } as const;

/** What a cluster's add-ons come to by its arguments: every add-on in every way in which it can be there. */
export const modes: Record<string, CompliantClusterArgs> = {
  "by default": { region },
  "with the VPC CNI's own policies, an ambient mesh and Amazon Linux": {
    region,
    addons: { networkPolicy: "vpc-cni" },
    istio: { dataplane: "ambient" },
    nodes: { default: { amiType: "AL2023_x86_64_STANDARD" } },
    trivy: { server: true },
  },
  "with Kyverno, and roles by tokens": { region, kyverno: {}, identity: { mechanism: "irsa" } },
  "with two control planes of the mesh": {
    region,
    istio: { revision: "1-30-3", revisionTags: ["stable"], previous: { version: "1.30.2" } },
  },
  "with stores, a registry of its own and an archive": {
    region,
    externalSecrets: {
      stores: {
        platform: { namespaces: { names: ["harbor"] }, awsSecretsManager: { prefixes: ["harbor"] } },
        vault: {
          namespaces: { labels: { team: "payments" } },
          vault: { server: "https://vault.example.com", path: "kv", role: "payments" },
        },
      },
    },
    harbor: {
      hostname: "registry.example.com",
      secretStore: "platform",
      database: { host: "db.example.com", user: "harbor" },
      redis: { host: "redis.example.com" },
      storage: { bucket: "harbor-images", region },
      ingress: { className: "alb" },
    },
    fluentBit: {
      archive: {
        bucketName: "log-archive",
        keyArn: "arn:aws:kms:eu-central-1:123456789012:key/0a1b2c3d-0000-1111-2222-333344445555",
      },
    },
    falco: { routes: { webhook: { secretName: "pager" } } },
  },
  "with add-ons that others vouch for": {
    region,
    istio: inherited,
    falco: inherited,
    velero: inherited,
    trivy: inherited,
    externalSecrets: inherited,
    fluentBit: inherited,
    loadBalancerController: inherited,
  },
};
