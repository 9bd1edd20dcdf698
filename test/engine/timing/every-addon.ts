import type { Settings } from "../lab/project";
import { setting } from "../lifecycle/settings";

const account = "111122223333";

/** Every add-on that can stand beside the others: a store of secrets, an archive of logs, and a registry on top. */
export function everyAddon(settings: Settings): void {
  setting("rampart:externalSecrets.stores.harbor", {
    namespaces: { names: ["harbor"] },
    awsSecretsManager: { prefixes: ["prod/harbor"] },
  })(settings);
  setting("rampart:fluentBit.archive", {
    bucketName: "company-logs",
    keyArn: `arn:aws:kms:eu-central-1:${account}:key/0a1b2c3d-0000-1111-2222-333344445560`,
  })(settings);
  setting("rampart:harbor", {
    hostname: "registry.example.com",
    secretStore: "harbor",
    secretPrefix: "prod/harbor",
    database: { host: "db.example.com", user: "harbor" },
    redis: { host: "redis.example.com" },
    storage: { bucket: "company-images", region: "eu-central-1" },
  })(settings);
}
