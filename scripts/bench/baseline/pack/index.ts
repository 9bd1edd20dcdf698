// The same policies, started the way that Pulumi starts a pack by default: ts-node with type check. The types of the two
// providers are what a pack of typed policies asks for; these are the narrowest imports that give them.
import type { Cluster } from "@pulumi/aws/eks/cluster";
import type { Deployment } from "@pulumi/kubernetes/apps/v1/deployment";
import "../../../../policypacks/compliance/pack";

export type Judged = Cluster | Deployment;
