import type { Fact } from "../../facts/fact";
import { all, best, fail, type Judgement, pass, unknown } from "../../facts/judgement";
import { coversActions, element, grants, judgeGiven, listOf } from "../../facts/policy-document";
import { isForEverybody, isNarrowed } from "../../facts/principals";
import { type Identifies, joined, knownBy } from "../../facts/references";
import type { Stack } from "../../facts/stack";
import { read, type Subject } from "../../facts/subject";
import { some, type Ternary } from "../../facts/ternary";
import type { ResourceCheck } from "../check";
import { cluster, role } from "./types";

/** IAM-04: a workload's role is for one service account of one cluster, and nobody's role is for everybody. */
export const trust: ResourceCheck = {
  control: "IAM-04",
  types: [role],
  judge: (subject, _, stack) => {
    const policy = read(subject).at("assumeRolePolicy");
    if (policy.state === "absent") return [fail(`${policy.path} is not set; expected a policy as JSON`)];
    const judgements = judgeGiven(policy, (statements) =>
      statements.filter((each) => grants(each) !== false).flatMap((each) => judgeStatement(each, subject, stack)),
    );
    return judgements.length === 0 ? [] : [all(...judgements)];
  },
};

/** What a statement of trust comes to; nothing where it is a service's or a person's, which other controls judge. */
function judgeStatement(statement: Fact, subject: Subject, stack: Stack | undefined): Judgement[] {
  const everybody = isForEverybody(statement);
  if (everybody === "unknown" && namesRoles(statement)) return [];
  if (everybody !== false && isNarrowed(statement) !== true)
    return [
      everybody === true && isNarrowed(statement) === false
        ? fail(`${statement.path} lets anybody take the role; expected principals, or a condition on the account`)
        : unknown(`who may take the role by ${statement.path} cannot be known before deployment`),
    ];
  if (coversActions(statement, ["sts:assumerolewithwebidentity"]) !== false && federated(statement).state !== "absent")
    return [judgeFederated(statement, subject)];
  const pods = namesPods(statement);
  if (pods === false) return [];
  const judgement = judgePods(statement, subject, stack);
  return pods === true || judgement.verdict === "pass"
    ? [judgement]
    : [unknown(`whether ${statement.path} trusts Pod Identity cannot be known before deployment`)];
}

/** Principals whose ARNs are not known yet, but come from roles of this stack: whoever they are, they are named. */
function namesRoles(statement: Fact): boolean {
  const principals = listOf(element(element(statement, "Principal"), "AWS"));
  const isNamed = (each: Fact) => each.from(role).state === "linked" || (each.state === "known" && each.value !== "*");
  return principals.length > 0 && principals.every(isNamed);
}

const federated = (statement: Fact) => element(element(statement, "Principal"), "Federated");

/** Whoever vouches for an identity: of EKS, one service account; of anybody else, one subject for one audience. */
function judgeFederated(statement: Fact, subject: Subject): Judgement {
  const workload = all(exactly(statement, /:sub$/i, oneAccount), exactly(statement, /:aud$/i, isAudience));
  const other = all(exactly(statement, /:sub$/i, isName), exactly(statement, /:aud$/i, isName));
  const eks = isOfEks(statement, subject);
  if (eks === true || workload.verdict === other.verdict) return workload;
  return eks === false ? other : unknown(`whose identities ${statement.path} trusts cannot be known before deployment`);
}

/** Whether the provider is that of a cluster: by its ARN or its issuer, or because it is made from a cluster of the stack. */
function isOfEks(statement: Fact, subject: Subject): Ternary {
  const condition = element(statement, "Condition");
  const keys = (condition.keys() ?? []).flatMap((operator) => condition.at([operator]).keys() ?? []);
  const providers = listOf(federated(statement));
  if ([...keys, ...providers.map(({ value }) => value)].some((text) => typeof text === "string" && issuer.test(text)))
    return true;
  const sources = subject.sources("assumeRolePolicy").subjects;
  if (sources.some(({ type }) => type === cluster) || sources.filter(isProvider).some(isOfCluster)) return true;
  return providers.some(({ state }) => state === "unknown") ? "unknown" : false;
}

const issuer = /oidc\.eks\./i;
const isProvider = ({ type }: Subject) => type === "aws:iam/openIdConnectProvider:OpenIdConnectProvider";

function isOfCluster(provider: Subject): boolean {
  const url = read(provider).at("url");
  return typeof url.value === "string"
    ? issuer.test(url.value)
    : provider.sources("url").subjects.some(({ type }) => type === cluster);
}

const namesPods = (statement: Fact): Ternary =>
  some(
    listOf(element(element(statement, "Principal"), "Service")).map(({ state, value }) =>
      state === "unknown" ? "unknown" : value === "pods.eks.amazonaws.com",
    ),
  );

/** A role is one service account's by the conditions of its trust, or by the association that gives it to one. */
function judgePods(statement: Fact, subject: Subject, stack: Stack | undefined): Judgement {
  const places = [
    exactly(statement, /^aws:RequestTag\/eks-cluster-name$/i, isName),
    exactly(statement, /^aws:RequestTag\/eks-cluster-arn$/i, isName),
    exactly(statement, /^aws:SourceArn$/i, isName),
  ];
  const judgement = all(
    exactly(statement, /^aws:RequestTag\/kubernetes-namespace$/i, isName),
    exactly(statement, /^aws:RequestTag\/kubernetes-service-account$/i, isName),
    best(...places),
  );
  if (judgement.verdict === "pass") return judgement;
  if (stack === undefined)
    return unknown(`whether an association gives the role to one service account is seen in the whole stack`);
  const { sure, maybe } = joined(stack, [association], "roleArn", subject, isRole(subject));
  if (sure.length > 0) return pass("an association of this stack gives the role to one service account");
  return maybe.length > 0 && judgement.verdict === "fail"
    ? { ...unknown("which role an association gives away cannot be known before deployment"), lasting: true }
    : judgement;
}

const association = "aws:eks/podIdentityAssociation:PodIdentityAssociation";

/** A role goes by its ARN, which ends in its name. */
function isRole(subject: Subject): Identifies {
  const [isArn, isName] = [knownBy(subject, "arn"), knownBy(subject, "name")];
  return (text) =>
    isArn(text) || (typeof text === "string" && isName(/^arn:[^:]+:iam::\d+:role\/(?:.*\/)?([^/]+)$/.exec(text)?.[1]));
}

const isName = (value: string) => /^[^*?]+$/.test(value);
const oneAccount = (value: string) => /^system:serviceaccount:[^:*?]+:[^:*?]+$/.test(value);
const isAudience = (value: string) => value === "sts.amazonaws.com" || value === "sts.amazonaws.com.cn";

/** A condition that holds for one value of a key alone. */
function exactly(statement: Fact, key: RegExp, isRight: (value: string) => boolean): Judgement {
  const condition = element(statement, "Condition");
  const tests = (condition.keys() ?? [])
    .filter((operator) => /^(String|Arn)(Equals|Like)$/i.test(operator))
    .map((operator) => condition.at([operator]));
  const found = tests.flatMap((test) =>
    (test.keys() ?? []).filter((each) => key.test(each)).map((each) => test.at([each])),
  );
  const what = key.source.replace(/[\\^$]/g, "");
  if (found.length === 0)
    return condition.state === "unknown" || tests.some(({ state }) => state === "unknown")
      ? unknown(`${condition.path} cannot be known before deployment`)
      : fail(`${statement.path} has no condition on ${what}; expected one value, without wildcards`);
  const judgements = found.map((each) => {
    const values = listOf(each);
    const [value] = values;
    if (values.length === 1 && value!.state === "unknown")
      return unknown(`${each.path} cannot be known before deployment; expected one value`);
    return values.length === 1 && typeof value!.value === "string" && isRight(value!.value)
      ? pass(`${statement.path} is for one ${what}`)
      : fail(
          `the condition of ${statement.path} on ${what} leaves more than one open; expected one value, without wildcards`,
        );
  });
  // Conditions hold together, so one that is exact makes up for others.
  return judgements.find(({ verdict }) => verdict === "pass") ?? all(...judgements);
}
