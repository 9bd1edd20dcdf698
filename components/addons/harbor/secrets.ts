/** A Secret that Harbor reads, and that the store must have. */
export interface HarborSecret {
  /** End of its name: `harbor-<role>` in the cluster, `<prefix>/<role>` in the store. */
  role: string;
  /** Its keys, which are also the properties of the secret in the store. */
  keys: string[];
  /** The value of the chart that names it. */
  path: string;
}

const certificate = ["tls.crt", "tls.key"];

const loginsAndKeys: HarborSecret[] = [
  { role: "admin", keys: ["HARBOR_ADMIN_PASSWORD"], path: "existingSecretAdminPassword" },
  { role: "encryption-key", keys: ["secretKey"], path: "existingSecretSecretKey" },
  { role: "core-secret", keys: ["secret"], path: "core.existingSecret" },
  { role: "csrf-key", keys: ["CSRF_KEY"], path: "core.existingXsrfSecret" },
  { role: "token-signer", keys: certificate, path: "core.secretName" },
  { role: "jobservice-secret", keys: ["JOBSERVICE_SECRET"], path: "jobservice.existingSecret" },
  { role: "registry-secret", keys: ["REGISTRY_HTTP_SECRET"], path: "registry.existingSecret" },
  {
    role: "registry-login",
    keys: ["REGISTRY_PASSWD", "REGISTRY_HTPASSWD"],
    path: "registry.credentials.existingSecret",
  },
  { role: "database-login", keys: ["password"], path: "database.external.existingSecret" },
  { role: "redis-login", keys: ["REDIS_PASSWORD"], path: "redis.external.existingSecret" },
  {
    role: "bucket",
    keys: ["REGISTRY_STORAGE_S3_ACCESSKEY", "REGISTRY_STORAGE_S3_SECRETKEY"],
    path: "persistence.imageChartStorage.s3.existingSecret",
  },
];

const certificates: HarborSecret[] = [
  { role: "tls", keys: certificate, path: "expose.tls.secret.secretName" },
  ...["core", "jobservice", "portal", "registry", "trivy"].map((part) => ({
    role: `${part}-tls`,
    keys: [...certificate, "ca.crt"],
    path: `internalTLS.${part}.secretName`,
  })),
];

const authorities: HarborSecret = { role: "ca", keys: ["ca.crt"], path: "caBundleSecretName" };

/** Every Secret that Harbor reads. None of them has the name of one that the chart makes: Helm would not take it over. */
export function harborSecrets(ownAuthorities: boolean): HarborSecret[] {
  return [...loginsAndKeys, ...certificates, ...(ownAuthorities ? [authorities] : [])];
}

export const secretName = ({ role }: HarborSecret) => `harbor-${role}`;
