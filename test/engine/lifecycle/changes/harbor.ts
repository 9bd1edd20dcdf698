import { type Change, row } from "./row";

const keys = [
  "hostname",
  "secretStore",
  "secretPrefix",
  "database.host",
  "database.port",
  "database.name",
  "database.user",
  "database.tls",
  "redis.host",
  "redis.port",
  "redis.tls",
  "storage.bucket",
  "storage.region",
  "storage.keyArn",
  "ownAuthorities",
  "replicas",
  "ingress.className",
  "ingress.controllerNamespace",
  "values",
].map((key) => `rampart:harbor.${key}`);

/** A registry of your own in the cluster. */
export const harbor: Change[] = [
  row(
    "rampart:harbor",
    {
      hostname: "registry.example.com",
      secretStore: "shop",
      secretPrefix: "prod/shop/harbor",
      database: { host: "harbor.db.example.com", port: 5432, name: "registry", user: "harbor", tls: "verify-full" },
      redis: { host: "harbor.cache.example.com", port: 6379, tls: true },
      storage: {
        bucket: "company-registry",
        region: "eu-central-1",
        keyArn: "arn:aws:kms:eu-central-1:444455556666:key/1234abcd-12ab-34cd-56ef-1234567890ad",
      },
      ownAuthorities: true,
      replicas: 2,
      ingress: { className: "nginx", controllerNamespace: "ingress-nginx" },
      values: { logLevel: "warning" },
    },
    "a registry of your own",
    [
      "create ExternalSecret prod-harbor-{admin,bucket,ca,core-secret,core-tls,csrf-key,database-login,encryption-key,jobservice-secret,jobservice-tls,portal-tls,redis-login,registry-login,registry-secret,registry-tls,tls,token-signer,trivy-tls}",
      "create Harbor prod-harbor",
      "create NetworkPolicy prod-harbor-harbor-{allow-core,allow-jobservice,allow-portal,allow-registry,allow-trivy,default-deny}",
      "create {Namespace,Release} prod-harbor-harbor",
    ],
    { keys },
  ),
];
