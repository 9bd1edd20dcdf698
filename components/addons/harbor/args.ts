import type * as pulumi from "@pulumi/pulumi";
import type { MirrorArgs } from "../../releases";

/** How far the certificate of the database is checked: its authority, or its authority and its name. */
export const HarborDatabaseTls = { VerifyAuthority: "verify-ca", VerifyName: "verify-full" } as const;
export type HarborDatabaseTls = (typeof HarborDatabaseTls)[keyof typeof HarborDatabaseTls];

/** A PostgreSQL of yours, for example on RDS. Its password is the secret `database-login`. */
export interface HarborDatabaseArgs {
  /** Host name of the server. */
  host: pulumi.Input<string>;
  /** Its port. @default 5432 */
  port?: number;
  /** Name of the database, which must exist. @default "registry" */
  name?: string;
  /** The user that owns it. */
  user: string;
  /** How its certificate is checked; there is no way without one. @default "verify-full" */
  tls?: HarborDatabaseTls;
}

/** A Redis of yours, for example on ElastiCache. Its password is the secret `redis-login`. */
export interface HarborRedisArgs {
  /** Host name of the server. */
  host: pulumi.Input<string>;
  /** Its port. @default 6379 */
  port?: number;
  /** Whether it is called over TLS. @default true */
  tls?: boolean;
}

/** The bucket that images lie in. The key pair that opens it is the secret `bucket`. */
export interface HarborStorageArgs {
  /** Name of the bucket. */
  bucket: pulumi.Input<string>;
  /** Its region. */
  region: pulumi.Input<string>;
  /** ARN of the key that images are encrypted with. @default the bucket's own */
  keyArn?: pulumi.Input<string>;
}

/** An Ingress in place of Harbor's own entry. */
export interface HarborIngressArgs {
  /** Class of the Ingress, for example "nginx" or "alb". */
  className: string;
  /** Namespace of the controller, where its pods call Harbor's. @default none: a load balancer calls them, whose addresses no policy can name */
  controllerNamespace?: string;
}

/** A registry of your own in the cluster. */
export interface HarborAddonArgs {
  /** Name by which it is called, without scheme and port. */
  hostname: string;
  /** The ClusterSecretStore that all of its passwords, keys and certificates come from. (SEC-01) */
  secretStore: string;
  /** First part of their names in that store. @default "harbor" (SEC-01) */
  secretPrefix?: string;
  /** Its database. */
  database: HarborDatabaseArgs;
  /** Its cache and queue. */
  redis: HarborRedisArgs;
  /** Where images lie. */
  storage: HarborStorageArgs;
  /** Whether the secret `ca` holds authorities that signed the certificates of database and Redis. What RDS shows needs it. @default true */
  ownAuthorities?: boolean;
  /** Replicas of all but the scanner, 1 to 10. @default 2 */
  replicas?: number;
  /** Opens it by an Ingress. @default none: a Service of the type ClusterIP, in front of Harbor's own entry */
  ingress?: HarborIngressArgs;
  /** Values for the chart, laid over ours; those that carry a control are refused. @default none */
  values?: Record<string, any>; // eslint-disable-line @typescript-eslint/no-explicit-any -- values of a chart have no fixed shape
}

export interface HarborArgs extends HarborAddonArgs {
  /** Where the chart, its images and the scanner's databases come from. @default where their makers publish them */
  mirror?: MirrorArgs;
}
