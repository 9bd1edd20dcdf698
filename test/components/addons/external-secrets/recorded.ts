import * as kubernetes from "@pulumi/kubernetes";
import { ExternalSecrets, type ExternalSecretsArgs } from "../../../../components/addons/external-secrets";
import { handlesOf } from "../../../../components/releases";
import { record, type Recording, type RecordOptions } from "../../../support/recorder";
import { policyOf } from "../../recorded";

export const releaseType = "kubernetes:helm.sh/v3:Release";
export const storeType = "kubernetes:external-secrets.io/v1:ClusterSecretStore";
export const roleType = "aws:iam/role:Role";
export const policyType = "aws:iam/rolePolicy:RolePolicy";
export const associationType = "aws:eks/podIdentityAssociation:PodIdentityAssociation";
export const networkPolicyType = "kubernetes:networking.k8s.io/v1:NetworkPolicy";

export const key = "arn:aws:kms:eu-west-1:123456789012:key/00000000-1111-2222-3333-444444444444";
export const stores: NonNullable<ExternalSecretsArgs["stores"]> = {
  payments: {
    namespaces: { names: ["payments", "billing"] },
    awsSecretsManager: { prefixes: ["payments", "shared/tls"] },
  },
  orders: {
    namespaces: { labels: { team: "orders" } },
    awsSecretsManager: { prefixes: ["orders"], region: "eu-west-1", keyArns: [key] },
  },
  web: {
    namespaces: { names: ["web"], labels: { tier: "front" } },
    vault: {
      server: "https://vault.example.com:8200",
      path: "kv/web",
      role: "web",
      namespace: "shops",
      ca: { kind: "ConfigMap", name: "vault-ca", key: "ca.crt" },
    },
  },
};
export const cluster = { name: "main", tags: { owner: "platform" } };
export const oidcProvider = {
  arn: "arn:aws:iam::123456789012:oidc-provider/oidc.example.com/id/A",
  issuer: "oidc.example.com/id/A",
};

/** Records External Secrets between what it waits for, what it goes with, and what waits for it. */
export async function recordStores(args: ExternalSecretsArgs, options: RecordOptions = {}): Promise<Recording> {
  return record(() => {
    const provider = new kubernetes.Provider("cluster", { kubeconfig: "{}" });
    const first = new kubernetes.core.v1.ConfigMap("first", {}, { provider });
    const last = new kubernetes.core.v1.ConfigMap("last", {}, { provider });
    const made = new ExternalSecrets("secrets", args, { providers: [provider], dependsOn: first, deletedWith: last });
    const { ready, namespaces } = handlesOf(made);
    new kubernetes.core.v1.ConfigMap("user", {}, { provider, dependsOn: ready });
    new kubernetes.core.v1.ConfigMap("policies", {}, { provider, dependsOn: namespaces });
  }, options);
}

export const statementsOf = (recording: Recording, name: string) =>
  policyOf(recording.one(policyType, name).inputs["policy"]).Statement;
