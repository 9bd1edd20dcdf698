import { getStack } from "@pulumi/pulumi";
import { CompliantCluster } from "../index";
import { loadSettings } from "./settings";
import { createSampleWorkload } from "./workloads/sample";

// Named after its stack, so that environments fit into one account and region.
const cluster = new CompliantCluster(getStack(), loadSettings());
const sample = createSampleWorkload("sample", cluster.inCluster);

export const clusterName = cluster.clusterName;
export const endpoint = cluster.endpoint;
export const vpcId = cluster.vpcId;
export const logGroupName = cluster.logGroupName;
export const sampleNamespace = sample;
