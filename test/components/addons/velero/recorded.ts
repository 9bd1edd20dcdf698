import * as kubernetes from "@pulumi/kubernetes";
import { Velero, type VeleroArgs } from "../../../../components/addons/velero";
import { record, type Recording } from "../../../support/recorder";
import { at } from "../../recorded";

export const releaseType = "kubernetes:helm.sh/v3:Release";
export const keyArn = "arn:aws:kms:eu-central-1:123456789012:key/0a1b2c3d-0000-1111-2222-333344445555";
export const topicArn = "arn:aws:sns:eu-central-1:123456789012:main-alerts";
export const oidcProvider = {
  arn: "arn:aws:iam::123456789012:oidc-provider/oidc.example.com/id/1",
  issuer: "oidc.example.com/id/1",
};
export const base: VeleroArgs = {
  cluster: { name: "main" },
  store: { bucket: "main-backup", keyArn },
  retentionDays: 35,
  alertTopicArn: topicArn,
};

/** Records Velero beside a cluster that it goes with, after something that it waits for. */
export function recordVelero(
  args: Partial<VeleroArgs> = {},
  look: (velero: Velero) => void = () => undefined,
): Promise<Recording> {
  return record(() => {
    const provider = new kubernetes.Provider("cluster", { kubeconfig: "{}" });
    const first = new kubernetes.core.v1.ConfigMap("first", {}, { provider });
    const cluster = new kubernetes.core.v1.ConfigMap("cluster", {}, { provider });
    look(new Velero("velero", { ...base, ...args }, { provider, dependsOn: first, deletedWith: cluster }));
  });
}

/** The pod of the drill. */
export function podOf(recording: Recording): unknown {
  return at(recording.one("kubernetes:batch/v1:CronJob").inputs, "spec", "jobTemplate", "spec", "template", "spec");
}

/** The container in it. */
export const containerOf = (recording: Recording) => at(podOf(recording), "containers", 0);

/** A record without some of its members. */
export function without(of: unknown, ...members: string[]): Record<string, unknown> {
  return Object.fromEntries(Object.entries(of as object).filter(([member]) => !members.includes(member)));
}
