import * as pulumi from "@pulumi/pulumi";
import {
  type ClusterContext,
  createRole,
  createWorkloadRole,
  type IdentityHandle,
  type RoleHandle,
  statement,
  type Statement,
  type WorkloadRole,
} from "../../aws";
import { type Place, regionalArn, viaService } from "../../foundations/partition";
import type { SecretsManagerSettings } from "./settings";
import { serviceAccount } from "./values";

export interface StoreRoles {
  controller: WorkloadRole;
  /** By the name of the store. */
  stores: Record<string, RoleHandle>;
}

/**
 * The controller's role, which may do nothing but become the role of a store; and for each store a role that reads its
 * secrets. With one role for all, whoever may use a store could name a secret of any other.
 */
export function createStoreRoles(
  context: ClusterContext,
  identity: IdentityHandle,
  namespace: string,
  stores: SecretsManagerSettings[],
): StoreRoles | undefined {
  if (stores.length === 0) return undefined;
  const controller = createWorkloadRole(context, identity, { purpose: "controller", namespace, serviceAccount });
  const trust = storeTrust(controller.role.arn);
  const roles = stores.map((store) => {
    const place = placeOf(store, context.place);
    return [
      store.name,
      createRole(context, { purpose: `store-${store.name}`, trust, own: storeStatements(place, store) }),
    ];
  });
  return { controller, stores: Object.fromEntries(roles) as Record<string, RoleHandle> };
}

/** Where the secrets of a store are. */
export function placeOf({ region }: Pick<SecretsManagerSettings, "region">, place: Place): Place {
  return region === undefined ? place : { ...place, region: pulumi.output(region) };
}

/**
 * A role of the same account that is named here needs no policy of its own to take the other. The session of EKS Pod
 * Identity hands its tags on, and must be let.
 */
function storeTrust(controller: pulumi.Output<string>): Statement {
  return statement({
    Effect: "Allow",
    Principal: { AWS: controller },
    Action: ["sts:AssumeRole", "sts:TagSession"],
  });
}

/** Reads the secrets below its prefixes, and decrypts them with their keys through Secrets Manager and no other way. */
function storeStatements(place: Place, { name, prefixes, keyArns }: SecretsManagerSettings): Statement[] {
  const secrets = prefixes.map((prefix) => regionalArn(place, "secretsmanager", `secret:${prefix}/*`));
  const reads = statement({
    Effect: "Allow",
    Action: ["secretsmanager:GetSecretValue", "secretsmanager:DescribeSecret"],
    Resource: secrets,
    because: `secrets of ${name} come and go below its prefixes, and each ends in six letters that nobody knows before`,
  });
  if (keyArns.length === 0) return [reads];
  const decrypts = statement({
    Effect: "Allow",
    Action: "kms:Decrypt",
    Resource: keyArns,
    Condition: {
      StringEquals: { "kms:ViaService": viaService(place, "secretsmanager") },
      StringLike: { "kms:EncryptionContext:SecretARN": secrets },
    },
  });
  return [reads, decrypts];
}
