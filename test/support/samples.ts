import { unknown } from "../../cli/preview/wire";
import { accountProvider, accountSamples, bucketsOfStack, inAccount, keyArnFor } from "./account-samples";
import { accessSamples } from "./access-samples";
import { addonSamples } from "./addon-samples";
import { gatekeeperSamples } from "./admission-samples";

/** A resource as plain data: what a program would register. */
export interface Sample {
  type: string;
  name: string;
  /** Inputs. */
  props: Record<string, unknown>;
  /** What the provider adds or changes; inputs come back otherwise. */
  outputs?: Record<string, unknown>;
  /** Names, or URNs, of the resources that each top-level property comes from. */
  sources?: Record<string, string[]>;
  /** Types of the parents, outermost first. */
  under?: string[];
  /** Name, or URN, of the parent. */
  parent?: string;
  /** Name of the provider. */
  provider?: string;
  /** Paths of properties whose changes the engine is told to ignore. */
  ignoreChanges?: string[];
}

export { unknown };

export const component = "rampart:index:CompliantCluster";

/** URN of a sample, in stack dev of project demo. */
export function urnOf({ under = [], type, name }: Pick<Sample, "under" | "type" | "name">): string {
  return `urn:pulumi:dev::demo::${[...under, type].join("$")}::${name}`;
}

const keyArn = "arn:aws:kms:eu-west-1:111122223333:key/0a1b2c3d-0000-1111-2222-333344445555";

export const samples = {
  key: (): Sample => ({
    type: "aws:kms/key:Key",
    name: "data",
    props: { enableKeyRotation: true, rotationPeriodInDays: 365 },
    outputs: { arn: keyArn },
  }),

  cluster: (): Sample => ({
    type: "aws:eks/cluster:Cluster",
    name: "main",
    props: {
      name: "main",
      version: "1.35",
      roleArn: "arn:aws:iam::111122223333:role/cluster",
      upgradePolicy: { supportType: "STANDARD" },
      deletionProtection: true,
      accessConfig: { authenticationMode: "API", bootstrapClusterCreatorAdminPermissions: false },
      encryptionConfig: { provider: { keyArn: keyArnFor("secrets") }, resources: ["secrets"] },
      enabledClusterLogTypes: ["api", "audit", "authenticator", "controllerManager", "scheduler"],
      vpcConfig: { endpointPrivateAccess: true, endpointPublicAccess: false, subnetIds: ["subnet-a", "subnet-b"] },
    },
  }),

  subnet: (): Sample => ({
    type: "aws:ec2/subnet:Subnet",
    name: "private-a",
    props: { cidrBlock: "10.0.0.0/20", mapPublicIpOnLaunch: false, availabilityZone: "eu-west-1a" },
    outputs: { id: "subnet-a" },
  }),

  launchTemplate: (): Sample => ({
    type: "aws:ec2/launchTemplate:LaunchTemplate",
    name: "workers-template",
    props: {
      metadataOptions: { httpTokens: "required", httpPutResponseHopLimit: 1, httpEndpoint: "enabled" },
      blockDeviceMappings: [
        { deviceName: "/dev/xvda", ebs: { encrypted: "true", kmsKeyId: keyArn, volumeType: "gp3" } },
        { deviceName: "/dev/xvdb", ebs: { encrypted: "true", kmsKeyId: keyArn, volumeType: "gp3" } },
      ],
    },
    outputs: { id: "lt-1" },
  }),

  nodeGroup: (): Sample => ({
    type: "aws:eks/nodeGroup:NodeGroup",
    name: "workers",
    props: {
      clusterName: "main",
      subnetIds: ["subnet-a"],
      launchTemplate: { id: "lt-1", version: "1" },
      releaseVersion: "1.35.2-20260901",
    },
  }),

  logGroup: (): Sample => ({
    type: "aws:cloudwatch/logGroup:LogGroup",
    name: "control-plane",
    props: { name: "/aws/eks/main/cluster", retentionInDays: 365, kmsKeyId: keyArnFor("logs") },
  }),

  securityGroup: (): Sample => ({
    type: "aws:ec2/securityGroup:SecurityGroup",
    name: "nodes",
    props: {
      ingress: [{ protocol: "tcp", fromPort: 443, toPort: 443, cidrBlocks: ["10.0.0.0/16"] }],
      egress: [{ protocol: "-1", fromPort: 0, toPort: 0, cidrBlocks: ["0.0.0.0/0"] }],
    },
  }),

  storageClass: (): Sample => ({
    type: "kubernetes:storage.k8s.io/v1:StorageClass",
    name: "gp3",
    props: {
      apiVersion: "storage.k8s.io/v1",
      kind: "StorageClass",
      metadata: { name: "gp3", annotations: { "storageclass.kubernetes.io/is-default-class": "true" } },
      provisioner: "ebs.csi.aws.com",
      parameters: { type: "gp3", encrypted: "true", kmsKeyId: keyArn },
    },
    provider: "cluster",
  }),

  namespace: (): Sample => ({
    type: "kubernetes:core/v1:Namespace",
    name: "payments",
    props: {
      apiVersion: "v1",
      kind: "Namespace",
      metadata: {
        name: "payments",
        labels: { "istio-injection": "enabled", "pod-security.kubernetes.io/enforce": "restricted" },
      },
    },
    provider: "cluster",
  }),

  defaultDeny: (): Sample => ({
    type: "kubernetes:networking.k8s.io/v1:NetworkPolicy",
    name: "payments-default-deny",
    props: {
      apiVersion: "networking.k8s.io/v1",
      kind: "NetworkPolicy",
      metadata: { name: "default-deny", namespace: "payments" },
      spec: { podSelector: {}, policyTypes: ["Ingress", "Egress"] },
    },
    provider: "cluster",
  }),

  deployment: (): Sample => ({
    type: "kubernetes:apps/v1:Deployment",
    name: "api",
    props: {
      apiVersion: "apps/v1",
      kind: "Deployment",
      metadata: { name: "api", namespace: "payments" },
      spec: { selector: { matchLabels: { app: "api" } }, template: restrictedTemplate() },
    },
    provider: "cluster",
  }),

  gatekeeper: (): Sample => ({
    type: "rampart:index:Gatekeeper",
    name: "main-gatekeeper",
    under: [component],
    props: {
      releases: [
        {
          chart: "gatekeeper",
          release: "gatekeeper",
          version: "3.23.0",
          namespace: "gatekeeper-system",
          securityValues: { replicas: 3, validatingWebhookFailurePolicy: "Fail", disableAudit: false },
        },
      ],
    },
  }),

  release: (): Sample => ({
    type: "kubernetes:helm.sh/v3:Release",
    name: "gatekeeper",
    props: { chart: "gatekeeper", version: "3.23.0", values: { validatingWebhookFailurePolicy: "Fail" } },
    provider: "cluster",
  }),

  compliantCluster: (): Sample => ({
    type: component,
    name: "main",
    props: {
      regimes: ["pci-dss", "hipaa", "gdpr", "popia", "iso-27001"],
      kubernetesVersion: "1.35",
    },
  }),

  ...accountSamples,
  ...addonSamples,
  ...accessSamples,
};

/** A pod template that meets the restricted Pod Security Standard, and what is asked of a workload besides. */
export function restrictedTemplate(): { metadata: Record<string, unknown>; spec: Record<string, unknown> } {
  return {
    metadata: { labels: { app: "api" } },
    spec: {
      automountServiceAccountToken: false,
      securityContext: { runAsNonRoot: true, seccompProfile: { type: "RuntimeDefault" } },
      containers: [restrictedContainer("api")],
    },
  };
}

export function restrictedContainer(name: string): Record<string, unknown> {
  return {
    name,
    image: "111122223333.dkr.ecr.eu-west-1.amazonaws.com/api@sha256:0000",
    resources: { requests: { cpu: "100m", memory: "128Mi" }, limits: { memory: "128Mi" } },
    livenessProbe: { httpGet: { path: "/live", port: 8080 } },
    securityContext: {
      allowPrivilegeEscalation: false,
      readOnlyRootFilesystem: true,
      capabilities: { drop: ["ALL"] },
    },
  };
}

/** A whole stack in which every control passes. */
export function compliantStack(): Sample[] {
  const single = Object.entries(samples)
    .filter(([name]) => name !== "release")
    .map(([, make]) => make());
  return [accountProvider(), ...[...single, ...bucketsOfStack(), ...gatekeeperSamples("1.35")].map(inAccount)];
}

/** A copy of a sample in which one property, by dotted path, is another; undefined takes it away. */
export function broken(sample: Sample, path: string, value: unknown): Sample {
  const props = structuredClone(sample.props);
  const keys = path.split(".");
  const last = keys.pop()!;
  const holder = keys.reduce<Record<string, unknown>>(
    (each, key) => (each[key] ??= {}) as Record<string, unknown>,
    props,
  );
  if (value === undefined) delete holder[last];
  else holder[last] = value;
  return { ...sample, props };
}
