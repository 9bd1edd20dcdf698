import * as pulumi from "@pulumi/pulumi";
import { statement, type Statement } from "../../aws";
import { type Place, regionalArn } from "../../foundations/partition";

/** Reads images of some accounts' registries in this region, and lets caches of the own one fetch them. */
export function registryReaderStatements(place: Place, accounts: string[], prefixes: string[]): Statement[] {
  const registries = [place, ...accounts.map((account) => ({ ...place, account: pulumi.output(account) }))];
  return [
    statement({
      Effect: "Allow",
      Action: "ecr:GetAuthorizationToken",
      Resource: "*",
      because: "ECR knows no resource of this action: the token is the caller's, and opens what the caller may read",
    }),
    statement({
      Effect: "Allow",
      Action: ["ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"],
      Resource: registries.map((each) => regionalArn(each, "ecr", "repository/*")),
      because: "which images the cluster will run is not known beforehand, and each of them is to be scanned",
    }),
    ...(prefixes.length === 0 ? [] : [cacheFiller(place, prefixes)]),
  ];
}

const cacheFiller = (place: Place, prefixes: string[]) =>
  statement({
    Effect: "Allow",
    Action: ["ecr:CreateRepository", "ecr:BatchImportUpstreamImage"],
    Resource: prefixes.map((prefix) => regionalArn(place, "ecr", `repository/${prefix}/*`)),
    because: "which images a scan will ask a cache for is not known beforehand, only the prefix of that cache",
  });
