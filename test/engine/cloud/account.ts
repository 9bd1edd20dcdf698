/** The AWS account that the stand-in plays. */
export const account = {
  id: "111122223333",
  /** Role behind the caller's session. */
  callerRole: "deployer",
  callerSession: "laboratory",
  zoneLetters: ["a", "b", "c"],
} as const;

/** Abbreviations that AWS uses in the ids of zones, for the regions that our settings name. */
const zonePrefixes: Record<string, string> = {
  "af-south-1": "afs1",
  "eu-central-1": "euc1",
  "eu-west-1": "euw1",
  "us-east-1": "use1",
  "us-west-2": "usw2",
};

export function zonesOf(region: string): { name: string; id: string }[] {
  const prefix = zonePrefixes[region] ?? region.replaceAll("-", "");
  return account.zoneLetters.map((letter, index) => ({ name: `${region}${letter}`, id: `${prefix}-az${index + 1}` }));
}

export function partitionOf(region: string): "aws" | "aws-cn" | "aws-us-gov" {
  if (region.startsWith("cn-")) return "aws-cn";
  return region.startsWith("us-gov-") ? "aws-us-gov" : "aws";
}

export function dnsSuffixOf(region: string): string {
  return partitionOf(region) === "aws-cn" ? "amazonaws.com.cn" : "amazonaws.com";
}

export function callerArn(region: string): string {
  return `arn:${partitionOf(region)}:sts::${account.id}:assumed-role/${account.callerRole}/${account.callerSession}`;
}
