import * as aws from "@pulumi/aws";
import * as kubernetes from "@pulumi/kubernetes";
import { InputPropertiesError } from "@pulumi/pulumi";
import { Falco, type FalcoArgs } from "../../../../components/addons/falco";
import { resolveFalcoArgs } from "../../../../components/addons/falco/settings";
import type { Registration } from "../../../../cli/preview/types";
import { record, type Recording } from "../../../support/recorder";

export const keyArn = "arn:aws:kms:eu-central-1:123456789012:key/11111111-2222-3333-4444-555555555555";
export const topicArn = "arn:aws:sns:eu-central-1:123456789012:main-alerts";
const releaseType = "kubernetes:helm.sh/v3:Release";

/** The least that the component must be told. */
export const least: FalcoArgs = {
  cluster: { name: "main" },
  logGroup: { name: "/aws/eks/main/falco", keyArn, retentionDays: 365 },
};
export const withTopic: FalcoArgs = { ...least, topic: { arn: topicArn, keyArn } };
export const everything: FalcoArgs = {
  cluster: {
    name: "main",
    oidcProvider: {
      arn: "arn:aws:iam::123456789012:oidc-provider/oidc.eks.eu-central-1.amazonaws.com/id/ABC",
      issuer: "oidc.eks.eu-central-1.amazonaws.com/id/ABC",
    },
  },
  logGroup: least.logGroup,
  topic: { arn: topicArn },
  regulatedNamespaces: ["payments"],
  dataMounts: [{ namespace: "payments", path: "/srv/data", readers: ["/app/server"] }],
  allowedNetworks: ["10.0.0.0/16", "fd00::/8"],
  allowedPorts: [5432],
  automationUsers: ["arn:aws:sts::123456789012:assumed-role/pipeline/*"],
  breakGlassUsers: ["emergency"],
  disabledUpstreamRules: ["Contact K8S API Server From Container"],
  routes: { topic: "critical", log: "debug", webhook: { secretName: "chat" } },
  metricsNamespace: "monitoring",
  rules: {
    syscall: [
      {
        rule: "Package manager in a container",
        exceptions: [{ name: "known_namespace", values: [["builds"]] }],
        override: { exceptions: "append" },
      },
    ],
    audit: [
      {
        rule: "Namespace deleted",
        desc: "Somebody deleted a namespace",
        source: "k8s_audit",
        condition: "rampart_answered and ka.target.resource = namespaces and ka.verb = delete",
        output: "Namespace deleted | user=%ka.user.name",
        priority: "notice",
      },
    ],
  },
  values: { falco: { falco: { priority: "debug" } }, sidekick: { replicaCount: 3 } },
  mirror: { registries: { "*": "registry.example.com" } },
};

export function recordFalco(args: FalcoArgs = withTopic): Promise<Recording> {
  return record(() => {
    const provider = new kubernetes.Provider("cluster", { kubeconfig: "{}" });
    const account = new aws.Provider("account", { region: "eu-central-1" });
    const cluster = new kubernetes.core.v1.ConfigMap("cluster", {}, { provider });
    new Falco("falco", args, { providers: [provider, account], deletedWith: cluster });
  });
}

/** A release of the recording, by its name in the cluster. */
export function releaseOf(recording: Recording, name: string): Registration {
  const found = recording.ofType(releaseType).filter(({ inputs }) => inputs["name"] === name);
  if (found.length !== 1) throw new Error(`${found.length} releases are named ${name}`);
  return found[0]!;
}

/** What is told of bad arguments: by path what was expected. */
export function refusals(args: unknown): Record<string, string> {
  try {
    resolveFalcoArgs(args as FalcoArgs);
  } catch (error) {
    if (!InputPropertiesError.isInstance(error)) throw error;
    return Object.fromEntries(error.errors.map(({ propertyPath, reason }) => [propertyPath, reason]));
  }
  throw new Error("no error");
}
