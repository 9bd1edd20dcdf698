import * as aws from "@pulumi/aws";
import { Provision } from "../../../catalogue/contracts";
import { type ClusterContext, guarded } from "../../aws";
import type { PartSettings } from "../part";

/**
 * Makes Inspector scan all images of the account in this region, again with each new finding. Guarded although it holds
 * nothing: without it, nobody of the account would hear of new vulnerabilities from then on.
 */
export function createScanning(context: ClusterContext, scanning: PartSettings | undefined): void {
  if (scanning?.mode !== Provision.Create) return;
  const name = `${context.name}-scanning`;
  const inspector = new aws.inspector2.Enabler(
    name,
    { accountIds: [context.place.account], resourceTypes: ["ECR"] },
    guarded(context),
  );
  new aws.ecr.RegistryScanningConfiguration(
    name,
    {
      scanType: "ENHANCED",
      rules: [{ scanFrequency: "CONTINUOUS_SCAN", repositoryFilters: [{ filter: "*", filterType: "WILDCARD" }] }],
    },
    guarded(context, { dependsOn: [inspector] }),
  );
}
