import type { Fact } from "../../facts/fact";
import { all, fail, type Judgement, misread, pass, unknown } from "../../facts/judgement";
import type { Stack } from "../../facts/stack";
import { read, type Subject } from "../../facts/subject";
import { every, type Ternary } from "../../facts/ternary";
import { each, type StackCheck } from "../check";
import { accessEntry, accessPolicyAssociation } from "./types";

/** IAM-02: who administers a cluster is a role or user by name, listed by an access entry of the stack. */
export const accessPolicies: StackCheck = {
  control: "IAM-02",
  none: "the stack gives nobody access to a cluster",
  judge: (stack, { parameters: { adminPrincipals } }) => [
    ...each(stack.ofType(accessEntry), (entry) => all(judgePrincipal(entry), judgeGroups(entry))),
    ...each(stack.ofType(accessPolicyAssociation), (association) =>
      judgeAssociation(association, stack, adminPrincipals),
    ),
  ],
};

/** A role or a user by name. Sessions and accounts are no principals of an access entry. */
const oneIdentity = /^arn:[\w-]+:iam::\d{12}:(role|user)\/[^*?]+$/;

function judgePrincipal(subject: Subject): Judgement {
  const principal = read(subject).at("principalArn");
  const expected = "the ARN of one role or user";
  const found = principal.from("aws:iam/role:Role", "aws:iam/user:User");
  if (found.state === "linked") return pass(`${principal.path} comes from an identity of this stack`);
  if (found.state === "absent") return fail(`${principal.path} is not set; expected ${expected}`);
  if (found.state !== "known" || typeof found.value !== "string") return misread(found, expected);
  return oneIdentity.test(found.value)
    ? pass(`${principal.path} names one identity`)
    : fail(`${principal.path} names no single role or user; expected ${expected}`);
}

/** A group of the system's own gives rights that no policy shows. */
function judgeGroups(entry: Subject): Judgement {
  const groups = read(entry).at("kubernetesGroups");
  if (groups.state === "absent") return pass("it gives no Kubernetes groups");
  const items = groups.items();
  if (items === undefined) return misread(groups, "a list of groups");
  if (items.some(({ value }) => typeof value === "string" && value.startsWith("system:")))
    return fail(`${groups.path} holds a group of the system's own; expected groups of yours`);
  const hidden = items.some(({ state }) => state === "unknown");
  return hidden
    ? unknown(`${groups.path} cannot be known before deployment`)
    : pass(`${groups.path} are no system groups`);
}

const isAdmin = (policy: Fact) =>
  policy.state === "unknown" ||
  (typeof policy.value === "string" && /\/AmazonEKS(Cluster)?AdminPolicy$/.test(policy.value));

function judgeAssociation(association: Subject, stack: Stack, allowed: readonly string[] | undefined): Judgement {
  const props = read(association);
  const principal = judgePrincipal(association);
  const scope = props.at("accessScope.type");
  const policy = props.at("policyArn");
  if (policy.state === "absent" || policy.state === "wrong") return misread(policy, "the ARN of an access policy");
  if (!isAdmin(policy) || scope.value === "namespace") return principal;
  const named = allowed === undefined ? [] : [isAllowed(props.at("principalArn"), allowed)];
  return all(principal, listed(association, stack), ...named);
}

/** Where the settings say who may administer, nobody else does. */
function isAllowed(principal: Fact, allowed: readonly string[]): Judgement {
  if (principal.state !== "known") return misread(principal, "one of the pack's `adminPrincipals`");
  return allowed.some((each) => each === principal.value)
    ? pass(`${principal.path} is one of the pack's \`adminPrincipals\``)
    : fail(`${principal.path} is none of the pack's \`adminPrincipals\`, and administers the cluster`);
}

/** Administration of a whole cluster rests on an entry that a reader of the stack can find. */
function listed(association: Subject, stack: Stack): Judgement {
  const answers = stack
    .ofType(accessEntry)
    .map((entry) => every([isSame("principalArn", entry, association), isSame("clusterName", entry, association)]));
  if (answers.includes(true)) return pass("an access entry of this stack lists who administers the cluster");
  return answers.includes("unknown")
    ? unknown("whether an access entry lists who administers the cluster cannot be known before deployment")
    : fail("it makes somebody an administrator whom no access entry of this stack lists; expected an entry beside it");
}

/** Whether a property of two resources says the same: by its value, or by all that it comes from. */
function isSame(property: string, one: Subject, other: Subject): Ternary {
  const [a, b] = [read(one).at(property), read(other).at(property)];
  if (a.state === "unknown" && b.state === "unknown") return sameSources(property, one, other) ? true : "unknown";
  if (a.state === "unknown" || b.state === "unknown") return "unknown";
  return a.value === b.value;
}

function sameSources(property: string, one: Subject, other: Subject): boolean {
  const urns = (subject: Subject) => {
    const { subjects, foreign } = subject.sources(property);
    return foreign ? [] : subjects.map(({ urn }) => urn).sort();
  };
  const [a, b] = [urns(one), urns(other)];
  return a.length > 0 && a.join() === b.join();
}
