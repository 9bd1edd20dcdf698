import { CompliantCluster } from "..";
import { loadSettings } from "./settings";
import { createSampleWorkload } from "./workloads/sample";

const cluster = new CompliantCluster("main", loadSettings());
const sample = createSampleWorkload("sample", cluster.inCluster);

export const clusterName = cluster.clusterName;
export const endpoint = cluster.endpoint;
export const vpcId = cluster.vpcId;
export const logGroupName = cluster.logGroupName;
export const sampleNamespace = sample;
