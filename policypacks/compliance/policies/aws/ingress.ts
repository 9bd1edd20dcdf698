import type { Floor } from "../../facts/cidr";
import { readCidrs, wider } from "../../facts/cidrs";
import type { Fact } from "../../facts/fact";
import { fail, type Judgement, pass, unknown } from "../../facts/judgement";
import { read } from "../../facts/subject";
import type { ResourceCheck } from "../check";

const groups = ["aws:ec2/securityGroup:SecurityGroup", "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup"];
const rule = "aws:ec2/securityGroupRule:SecurityGroupRule";
const cidrLists = ["cidrBlocks", "ipv6CidrBlocks"];
const ingressRule = "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule";

/** NET-03: nothing lets the internet in, in any of the shapes that a rule of a security group has. */
export const ingress: ResourceCheck = {
  control: "NET-03",
  types: [...groups, rule, ingressRule],
  judge: (subject, { parameters: { cidrFloor } }) => {
    const props = read(subject);
    if (groups.includes(subject.type)) return [inline(props.at("ingress"), cidrFloor)];
    if (subject.type === ingressRule) return [judgeRules([props], ["cidrIpv4", "cidrIpv6"], "prefixListId", cidrFloor)];
    const direction = props.at("type");
    if (direction.value === "egress") return [];
    const judgement = judgeRules([props], cidrLists, "prefixListIds", cidrFloor);
    return direction.state === "unknown" && judgement.verdict === "fail"
      ? [unknown(`whether this is an ingress rule cannot be known before deployment; if so, ${judgement.message}`)]
      : [judgement];
  },
};

function inline(rules: Fact, floor: Floor): Judgement {
  if (rules.state === "absent") return pass("no ingress rule");
  const items = rules.items();
  if (items === undefined)
    return rules.state === "unknown"
      ? unknown(`${rules.path} cannot be known before deployment`)
      : fail(`${rules.path} is of the wrong type; expected a list of rules`);
  return judgeRules(items, cidrLists, "prefixListIds", floor);
}

function judgeRules(rules: readonly Fact[], cidrs: readonly string[], prefixLists: string, floor: Floor): Judgement {
  const { open, wrong, unknown: hidden, known } = readCidrs(rules.flatMap((rule) => cidrs.map((key) => rule.at(key))));
  if (open !== undefined)
    return fail(`ingress is open to the internet (${open}) through ${known.join(", ")}; expected narrow CIDRs`);
  const tooWide = wider(known, floor);
  if (tooWide !== undefined) return fail(`ingress from ${tooWide}`);
  if (wrong.length > 0) return fail(`${wrong.join(", ")} is no CIDR; expected narrow CIDRs`);
  const lists = rules.map((rule) => rule.at(prefixLists)).filter(isSet);
  if (lists.length > 0)
    return unknown(
      `${lists.map(({ path }) => path).join(", ")} names ranges that cannot be seen; expected narrow CIDRs`,
    );
  if (hidden.length > 0) return unknown(`${[...new Set(hidden)].join(", ")} cannot be known before deployment`);
  return pass(known.length === 0 ? "no ingress from CIDRs" : `ingress from ${known.join(", ")} only`);
}

const isSet = (property: Fact) => property.state !== "absent" && property.items()?.length !== 0;
