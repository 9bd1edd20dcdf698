import * as kubernetes from "@pulumi/kubernetes";
import { FluentBit, type FluentBitArgs } from "../../../../components/addons/fluent-bit";
import { handlesOf } from "../../../../components/releases";
import type { Values } from "../../../../components/foundations/values";
import { record, type Recording, type RecordOptions } from "../../../support/recorder";
import { policyOf } from "../../recorded";

export const releaseType = "kubernetes:helm.sh/v3:Release";
export const groupType = "aws:cloudwatch/logGroup:LogGroup";
export const roleType = "aws:iam/role:Role";
const policyType = "aws:iam/rolePolicy:RolePolicy";
export const associationType = "aws:eks/podIdentityAssociation:PodIdentityAssociation";
export const networkPolicyType = "kubernetes:networking.k8s.io/v1:NetworkPolicy";

export const key = "arn:aws:kms:eu-central-1:123456789012:key/00000000-1111-2222-3333-444444444444";
export const args: FluentBitArgs = { cluster: { name: "main" }, keyArn: key, retentionDays: 365 };
export const oidcProvider = {
  arn: "arn:aws:iam::123456789012:oidc-provider/oidc.example.com/id/A",
  issuer: "oidc.example.com/id/A",
};

export async function recordLogs(given: FluentBitArgs, options: RecordOptions = {}): Promise<Recording> {
  return record(() => {
    const provider = new kubernetes.Provider("cluster", { kubeconfig: "{}" });
    const first = new kubernetes.core.v1.ConfigMap("first", {}, { provider });
    const last = new kubernetes.core.v1.ConfigMap("last", {}, { provider });
    const made = new FluentBit("logs", given, { providers: [provider], dependsOn: first, deletedWith: last });
    const { ready } = handlesOf(made);
    new kubernetes.core.v1.ConfigMap("user", {}, { provider, dependsOn: ready });
  }, options);
}

export const valuesOf = (recording: Recording) => recording.one(releaseType).inputs["values"] as Values;
export const statementsOf = (recording: Recording, name: string) =>
  policyOf(recording.one(policyType, name).inputs["policy"]).Statement;
