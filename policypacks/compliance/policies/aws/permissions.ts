import type { Fact } from "../../facts/fact";
import { all, fail, type Judgement, misread, pass, unknown } from "../../facts/judgement";
import { coversActions, coversResources, element, grants, judgeGiven } from "../../facts/policy-document";
import { read } from "../../facts/subject";
import { every, some } from "../../facts/ternary";
import type { ResourceCheck } from "../check";
import { judgeResourcePolicy, resourcePolicyTypes } from "./resource-policies";
import { role } from "./types";

const documents = [
  "aws:iam/policy:Policy",
  "aws:iam/rolePolicy:RolePolicy",
  "aws:iam/userPolicy:UserPolicy",
  "aws:iam/groupPolicy:GroupPolicy",
];
const attachments = [
  "aws:iam/rolePolicyAttachment:RolePolicyAttachment",
  "aws:iam/userPolicyAttachment:UserPolicyAttachment",
  "aws:iam/groupPolicyAttachment:GroupPolicyAttachment",
  "aws:iam/policyAttachment:PolicyAttachment",
];

const exclusives = [
  "aws:iam/rolePolicyAttachmentsExclusive:RolePolicyAttachmentsExclusive",
  "aws:iam/userPolicyAttachmentsExclusive:UserPolicyAttachmentsExclusive",
  "aws:iam/groupPolicyAttachmentsExclusive:GroupPolicyAttachmentsExclusive",
];

/** IAM-03: a policy names what it gives, and to whom; nothing gives everything, or to everybody. */
export const permissions: ResourceCheck = {
  control: "IAM-03",
  types: [...documents, ...attachments, ...exclusives, role, ...resourcePolicyTypes],
  judge: (subject) => {
    const props = read(subject);
    if (documents.includes(subject.type)) return [judgePolicy(props.at("policy"))];
    if (attachments.includes(subject.type)) return [judgeAttached(props.at("policyArn"))];
    if (exclusives.includes(subject.type)) return listed(props.at("policyArns"), judgeAttached);
    return subject.type === role ? judgeRole(props) : judgeResourcePolicy(subject);
  },
};

/** What a role holds by itself; one that holds nothing has its policies beside it. */
function judgeRole(props: Fact): Judgement[] {
  const inline = props.at("inlinePolicies");
  const managed = props.at("managedPolicyArns");
  return [...listed(inline, (each) => judgePolicy(each.at("policy"))), ...listed(managed, judgeAttached)];
}

function listed(list: Fact, judge: (each: Fact) => Judgement): Judgement[] {
  if (list.state === "absent" || list.items()?.length === 0) return [];
  const items = list.items();
  return [items === undefined ? misread(list, "a list") : all(...items.map(judge))];
}

/** Policies of AWS's that give everything, or everything of what this stack protects. */
const tooMuch = [
  "AdministratorAccess",
  "PowerUserAccess",
  "IAMFullAccess",
  "AmazonS3FullAccess",
  "AWSKeyManagementServicePowerUser",
  "AmazonEC2ContainerRegistryFullAccess",
  "AmazonEC2ContainerRegistryPowerUser",
];

function judgeAttached(arn: Fact): Judgement {
  if (arn.state === "absent" || arn.state === "wrong") return misread(arn, "the ARN of a policy");
  const found = arn.from("aws:iam/policy:Policy");
  if (found.state === "linked") return pass(`${arn.path} is a policy of this stack`);
  if (found.state !== "known" || typeof found.value !== "string") return misread(found, "the ARN of a narrow policy");
  const name = found.value.split("/").at(-1)!;
  return found.value.includes(":iam::aws:policy/") && tooMuch.includes(name)
    ? fail(`${arn.path} attaches ${name}, which gives too much; expected a policy that names what is needed`)
    : pass(`${arn.path} attaches no policy that gives everything`);
}

/** What no policy may give as a whole, by actions that stand for the rest. */
const wholes: { what: string; actions: readonly string[]; service?: string }[] = [
  { what: "every action on every resource", actions: ["any:any", "iam:createuser", "ec2:runinstances"] },
  {
    what: "all of iam on everything",
    actions: ["iam:createuser", "iam:createaccesskey", "iam:attachrolepolicy", "iam:putrolepolicy", "iam:passrole"],
    service: "iam",
  },
  {
    what: "all of kms on every key",
    actions: ["kms:decrypt", "kms:putkeypolicy", "kms:schedulekeydeletion", "kms:creategrant"],
    service: "kms",
  },
  {
    what: "all of s3 on every bucket",
    actions: ["s3:getobject", "s3:deletebucket", "s3:putbucketpolicy", "s3:deleteobjectversion"],
    service: "s3",
  },
];

function judgePolicy(policy: Fact): Judgement {
  if (policy.state === "absent") return fail(`${policy.path} is not set; expected a policy as JSON`);
  return all(
    pass(`${policy.path} names what it gives`),
    ...judgeGiven(policy, (statements) => [
      ...statements.map(judgeSpared),
      ...wholes.map((whole) => judgeWhole(whole, policy, statements)),
    ]),
  );
}

/** All but some actions on everything holds those that nobody has thought of, and those that are yet to come. */
function judgeSpared(statement: Fact): Judgement {
  if (element(statement, "NotAction").state === "absent") return pass(`${statement.path} names its actions`);
  const given = every([grants(statement), coversResources(statement)]);
  const message = `${statement.path} allows all but some actions on everything; expected the actions that are needed`;
  if (given === false) return pass(`${statement.path} names its resources`);
  return given === true ? fail(message) : unknown(`it cannot be known before deployment whether ${message}`);
}

/** What statements give, they give together: a whole in pieces is a whole. */
function judgeWhole(
  { what, actions, service }: (typeof wholes)[number],
  policy: Fact,
  statements: readonly Fact[],
): Judgement {
  const gives = (within: readonly Fact[]) =>
    every(
      actions.map((action) =>
        some(
          within.map((each) => every([grants(each), coversActions(each, [action]), coversResources(each, service)])),
        ),
      ),
    );
  const given = gives(statements);
  const alone = statements.find((each) => gives([each]) === given);
  const where = alone === undefined ? `the statements of ${policy.path} together` : alone.path;
  const verb = alone === undefined ? "allow" : "allows";
  if (given === true) return fail(`${where} ${verb} ${what}; expected the actions and resources that are needed`);
  return given === false
    ? pass(`${policy.path} names what it gives`)
    : unknown(`whether ${where} ${verb} ${what} cannot be known before deployment`);
}
