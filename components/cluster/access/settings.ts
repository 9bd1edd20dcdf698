import * as pulumi from "@pulumi/pulumi";
import { check, list, mapOf, type Mistake, oneOf, optional, quote, record, text } from "../../../catalogue/contracts";
import { givenNamePattern, givenNameRule } from "../../foundations/names";
import { partitionOf } from "../../foundations/partition";
import type { Asked } from "../asked";
import { type AccessArgs, AccessLevel } from "./args";

const principal = check(
  "the ARN of an IAM role or user",
  (value): value is pulumi.Input<string> =>
    pulumi.Output.isInstance(value) ||
    value instanceof Promise ||
    (typeof value === "string" && /^arn:aws(-[a-z]+)*:iam::\d{12}:(role|user)\/[\w+=,.@/-]+$/.test(value)),
);

/** EKS lets a `*` stand at either end; alone it would be the cluster, which is what admins and viewers are for. */
const namespacePattern = /^(?=.{1,63}$)(\*-?)?[a-z0-9]([-a-z0-9]*[a-z0-9])?(-?\*)?$/;

export const accessShape = record({
  deployer: optional(principal),
  admins: optional(list(principal)),
  viewers: optional(list(principal)),
  teams: optional(
    mapOf(
      record({
        principals: list(principal, 1),
        namespaces: list(text("a namespace, or a pattern such as shop-*", namespacePattern), 1),
        level: optional(oneOf(Object.values(AccessLevel))),
      }),
      givenNamePattern,
      `a team's name: ${givenNameRule}`,
    ),
  ),
});

export interface AccessSettings {
  /** Who deploys; the principal of the run's credentials when absent. */
  deployer?: pulumi.Input<string>;
  admins: pulumi.Input<string>[];
  viewers: pulumi.Input<string>[];
  teams: Record<string, TeamSettings>;
}

export interface TeamSettings {
  principals: pulumi.Input<string>[];
  namespaces: string[];
  level: AccessLevel;
}

/**
 * Fills the defaults; notes a principal that is listed twice or belongs to another partition, which EKS would refuse in the
 * middle of an update.
 */
export function resolveAccess(
  args: AccessArgs,
  { region }: Pick<Asked, "region">,
  mistakes: Mistake[],
): AccessSettings {
  const { deployer } = args;
  const settings: AccessSettings = {
    ...(deployer === undefined ? {} : { deployer }),
    admins: args.admins ?? [],
    viewers: args.viewers ?? [],
    teams: Object.fromEntries(
      Object.entries(args.teams ?? {}).map(([name, team]) => [
        name,
        // What a team must have is absent where its form was wrong; the rest is checked all the same.
        { principals: team.principals ?? [], namespaces: team.namespaces ?? [], level: team.level ?? AccessLevel.View },
      ]),
    ),
  };
  const lists: [string, pulumi.Input<string>[]][] = [
    ["access.admins", settings.admins],
    ["access.viewers", settings.viewers],
    ...Object.entries(settings.teams).map(([name, { principals }]): [string, pulumi.Input<string>[]] => [
      `access.teams.${name}.principals`,
      principals,
    ]),
  ];
  const places = [
    { path: "access.deployer", arn: deployer },
    ...lists.flatMap(([list, principals]) => principals.map((arn, index) => ({ path: `${list}[${index}]`, arn }))),
  ];
  const seen = new Map<string, string>();
  for (const { path, arn } of places) {
    if (typeof arn !== "string") continue;
    const earlier = seen.get(arn);
    if (earlier !== undefined) {
      mistakes.push({ path, got: quote(arn), expected: `another principal: ${earlier} names this one already` });
    }
    seen.set(arn, path);
    const partition = region === undefined ? undefined : partitionOf(region);
    if (partition !== undefined && arn.split(":")[1] !== partition) {
      mistakes.push({ path, got: quote(arn), expected: `an ARN of the partition of ${region}, ${partition}` });
    }
  }
  return settings;
}
