import * as pulumi from "@pulumi/pulumi";
import type { Values } from "../../foundations/values";
import { registryFor } from "../../releases";
import type { HarborArgs } from "./args";

/** Values that other resources may give: where the database, Redis, the bucket and the scanner's databases are. */
export function wiredValues({ database, redis, storage, mirror }: HarborArgs): Values {
  const registry = registryFor(databaseHost, mirror?.registries ?? {}) ?? databaseHost;
  return {
    database: { external: { host: database.host } },
    redis: { external: { addr: pulumi.interpolate`${redis.host}:${redis.port ?? 6379}` } },
    persistence: {
      imageChartStorage: {
        s3: {
          bucket: storage.bucket,
          region: storage.region,
          ...(storage.keyArn !== undefined && { encrypt: true, keyid: storage.keyArn }),
        },
      },
    },
    trivy: {
      dbRepository: [pulumi.interpolate`${registry}/aquasec/trivy-db`],
      javaDBRepository: [pulumi.interpolate`${registry}/aquasec/trivy-java-db`],
    },
  };
}

/** The one host that the scanner fetches its databases from; the chart would also try a second. */
const databaseHost = "mirror.gcr.io";
