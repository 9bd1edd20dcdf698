import { type Change, row } from "./row";

/** Who may call the API server. */
export const access: Change[] = [
  row(
    "rampart:access.admins",
    ["arn:aws:iam::444455556666:role/platform-admin", "arn:aws:iam::444455556666:role/second"],
    "another administrator",
    ["create {AccessEntry,AccessPolicyAssociation} prod-admin-0a0f8d10"],
  ),
  row(
    "rampart:access.viewers",
    ["arn:aws:iam::444455556666:role/auditor", "arn:aws:iam::444455556666:role/platform-viewer"],
    "viewers in another order",
    [],
  ),
  row("rampart:access.viewers", ["arn:aws:iam::444455556666:role/platform-viewer"], "a viewer less", [
    "delete {AccessEntry,AccessPolicyAssociation} prod-viewer-316da936",
  ]),
  row("rampart:access.deployer", "arn:aws:iam::444455556666:role/ci", "another deployer", [
    "replace {AccessEntry,AccessPolicyAssociation} prod-deployer: principalArn",
  ]),
  row(
    "rampart:access.teams",
    { shop: { principals: ["arn:aws:iam::444455556666:role/shop"], namespaces: ["shop"], level: "edit" } },
    "a team more",
    ["create {AccessEntry,AccessPolicyAssociation} prod-team-shop-16540ac9"],
    {
      keys: [
        "rampart:access.teams.*",
        "rampart:access.teams.*.principals",
        "rampart:access.teams.*.namespaces",
        "rampart:access.teams.*.level",
      ],
    },
  ),
];
