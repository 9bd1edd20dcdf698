import { unknown } from "../../../cli/preview/wire";
import { account, keyArn, type Made, region } from "./made";

/** What a stack has once: the cluster with its network, nodes, logs and add-ons. 26 resources. */
export function platform(): Made[] {
  return [
    {
      type: "rampart:index:CompliantCluster",
      name: "main",
      inputs: { regimes: ["pci-dss", "hipaa", "gdpr", "popia", "iso-27001"], kubernetesVersion: "1.35" },
    },
    { type: "pulumi:providers:aws", name: "default", inputs: { region } },
    {
      type: "pulumi:providers:kubernetes",
      name: "cluster",
      inputs: { kubeconfig: unknown },
      from: { kubeconfig: ["main-cluster"] },
    },
    ...network(),
    ...nodes(),
    key("main-secrets"),
    key("main-logs"),
    {
      type: "aws:cloudwatch/logGroup:LogGroup",
      name: "main-control-plane",
      under: "main",
      inputs: { name: "/aws/eks/main/cluster", retentionInDays: 365, kmsKeyId: keyArn("main-logs") },
    },
    {
      type: "aws:cloudtrail/trail:Trail",
      name: "audit",
      inputs: {
        s3BucketName: "audit-logs",
        isMultiRegionTrail: true,
        enableLogFileValidation: true,
        kmsKeyId: keyArn("audit"),
      },
    },
    {
      type: "aws:guardduty/detector:Detector",
      name: "detector",
      inputs: { enable: true },
      outputs: { id: "detector-1" },
    },
    ...["EKS_AUDIT_LOGS", "RUNTIME_MONITORING"].map((name) => ({
      type: "aws:guardduty/detectorFeature:DetectorFeature",
      name,
      inputs: { detectorId: "detector-1", name, status: "ENABLED" },
    })),
    release("gatekeeper", "3.23.0", { replicas: 3, validatingWebhookFailurePolicy: "Fail" }),
    release("velero", "11.2.0", { schedules: { daily: { schedule: "0 3 * * *", template: { ttl: "840h" } } } }),
    {
      type: "kubernetes:storage.k8s.io/v1:StorageClass",
      name: "gp3",
      inputs: {
        apiVersion: "storage.k8s.io/v1",
        kind: "StorageClass",
        metadata: { name: "gp3", annotations: { "storageclass.kubernetes.io/is-default-class": "true" } },
        provisioner: "ebs.csi.aws.com",
        parameters: { type: "gp3", encrypted: "true", kmsKeyId: keyArn("main-volumes") },
      },
    },
  ];
}

function network(): Made[] {
  return [
    { type: "aws:ec2/vpc:Vpc", name: "main-vpc", under: "main", inputs: { cidrBlock: "10.0.0.0/16" } },
    {
      type: "aws:ec2/flowLog:FlowLog",
      name: "main-flow",
      under: "main",
      inputs: { vpcId: unknown, trafficType: "ALL", logDestinationType: "cloud-watch-logs" },
      from: { vpcId: ["main-vpc"] },
    },
    ...["a", "b", "c"].map((zone, index) => ({
      type: "aws:ec2/subnet:Subnet",
      name: `main-private-${zone}`,
      under: "main",
      inputs: {
        vpcId: unknown,
        cidrBlock: `10.0.${index * 16}.0/20`,
        mapPublicIpOnLaunch: false,
        availabilityZone: `${region}${zone}`,
      },
      from: { vpcId: ["main-vpc"] },
    })),
  ];
}

function nodes(): Made[] {
  return [
    {
      type: "aws:eks/cluster:Cluster",
      name: "main-cluster",
      under: "main",
      inputs: {
        name: "main",
        version: "1.35",
        roleArn: `arn:aws:iam::${account}:role/cluster`,
        upgradePolicy: { supportType: "STANDARD" },
        deletionProtection: true,
        accessConfig: { authenticationMode: "API", bootstrapClusterCreatorAdminPermissions: false },
        encryptionConfig: { provider: { keyArn: keyArn("main-secrets") }, resources: ["secrets"] },
        enabledClusterLogTypes: ["api", "audit", "authenticator", "controllerManager", "scheduler"],
        vpcConfig: { endpointPrivateAccess: true, endpointPublicAccess: false, subnetIds: [unknown, unknown, unknown] },
      },
      from: { vpcConfig: ["main-private-a", "main-private-b", "main-private-c"] },
    },
    {
      type: "aws:ec2/launchTemplate:LaunchTemplate",
      name: "main-workers",
      under: "main",
      inputs: {
        metadataOptions: { httpTokens: "required", httpPutResponseHopLimit: 1, httpEndpoint: "enabled" },
        blockDeviceMappings: ["/dev/xvda", "/dev/xvdb"].map((deviceName) => ({
          deviceName,
          ebs: { encrypted: "true", kmsKeyId: keyArn("main-volumes"), volumeType: "gp3" },
        })),
      },
    },
    ...["a", "b", "c"].map((zone) => ({
      type: "aws:eks/nodeGroup:NodeGroup",
      name: `main-workers-${zone}`,
      under: "main",
      inputs: {
        clusterName: "main",
        subnetIds: [unknown],
        launchTemplate: { id: unknown, version: "1" },
        releaseVersion: "1.35.2-20260901",
      },
      from: { subnetIds: [`main-private-${zone}`], launchTemplate: ["main-workers"] },
    })),
    {
      type: "aws:eks/addon:Addon",
      name: "main-vpc-cni",
      under: "main",
      inputs: {
        clusterName: "main",
        addonName: "vpc-cni",
        addonVersion: "v1.22.4-eksbuild.3",
        configurationValues: JSON.stringify({ enableNetworkPolicy: "true" }),
      },
    },
  ];
}

const key = (name: string): Made => ({
  type: "aws:kms/key:Key",
  name,
  under: "main",
  inputs: { enableKeyRotation: true, rotationPeriodInDays: 365, deletionWindowInDays: 30 },
  outputs: { arn: keyArn(name) },
});

const release = (chart: string, version: string, values: Record<string, unknown>): Made => ({
  type: "kubernetes:helm.sh/v3:Release",
  name: chart,
  inputs: { chart, name: chart, version, namespace: `${chart}-system`, values },
});
