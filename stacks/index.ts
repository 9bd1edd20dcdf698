import { getStack } from "@pulumi/pulumi";
import { CompliantCluster } from "../index";
import { adopt } from "./adopt";
import { loadSettings } from "./settings";
import { createSampleVolume } from "./workloads/volume";
import { createSampleWorkload } from "./workloads/sample";

const settings = loadSettings();
adopt(settings.adopt);
// Named after its stack, so that environments fit into one account and region.
const cluster = new CompliantCluster(getStack(), settings.cluster);
const sample = createSampleWorkload("sample", cluster);
const volume = createSampleVolume("sample-data", cluster, {
  namespace: sample,
  protect: settings.cluster.protect ?? true,
  tags: settings.cluster.tags ?? {},
});

export const clusterName = cluster.clusterName;
export const endpoint = cluster.endpoint;
export const vpcId = cluster.vpcId;
export const logGroupName = cluster.logGroupName;
export const registryUrl = cluster.registryUrl;
export const backupBucketName = cluster.backupBucketName;
export const alertTopicArn = cluster.alertTopicArn;
export const sampleNamespace = sample;
export const sampleClaim = volume;
