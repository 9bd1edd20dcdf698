import type { ClusterContext } from "../../aws";

/** The tag by which the controller knows what it made, with the name of its cluster. */
export const clusterMark = "elbv2.k8s.aws/cluster";

/** What is made gets this cluster's mark in the same call. */
export const marking = ({ clusterName }: ClusterContext) => ({ [`aws:RequestTag/${clusterMark}`]: clusterName });

/** What is there bears this cluster's mark. */
export const marked = ({ clusterName }: ClusterContext) => ({ [`aws:ResourceTag/${clusterMark}`]: clusterName });

/** Neither put on nor taken away: a mark of one's own making would give rights on what others made. */
export const markStays = { "ForAllValues:StringNotEquals": { "aws:TagKeys": clusterMark } };
