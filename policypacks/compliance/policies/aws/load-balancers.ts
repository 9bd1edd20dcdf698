import { fail, type Judgement, misread, pass, unknown } from "../../facts/judgement";
import { joined, judgeJoined, knownBy } from "../../facts/references";
import type { Stack } from "../../facts/stack";
import { read, type Subject } from "../../facts/subject";
import { isUnknown } from "../../facts/unknown";
import { type Context, each, type StackCheck } from "../check";
import { balancerTypes, classicBalancerTypes } from "./types";

const association = "aws:wafv2/webAclAssociation:WebAclAssociation";

/** NET-08: load balancers are for the VPC alone, have a web ACL before them, or are meant to be public. */
export const loadBalancers: StackCheck = {
  control: "NET-08",
  none: "the stack holds no load balancer, Service or Ingress",
  fixed: ["internal", "loadBalancerType"],
  objectsPass: true,
  judge: (stack, context) =>
    each(stack.ofType(...balancerTypes, ...classicBalancerTypes), (balancer) =>
      judgeBalancer(balancer, stack, context),
    ),
};

function judgeBalancer(balancer: Subject, stack: Stack, { ruleParameters: { exposed } }: Context): Judgement {
  if (exposed.includes(balancer.name)) return pass("it is among what may be exposed");
  const judged = judgeReach(balancer, stack);
  return judged.verdict === "fail" && exposed.some(isUnknown)
    ? unknown(`whether it may be exposed cannot be known before deployment; if not, ${judged.message}`)
    : judged;
}

function judgeReach(balancer: Subject, stack: Stack): Judgement {
  const internal = read(balancer).at("internal");
  if (internal.value === true) return pass(`${internal.path} is true`);
  if (internal.state === "known" && internal.value !== false) return misread(internal, "true");
  const judged = classicBalancerTypes.includes(balancer.type)
    ? fail("no web ACL can be before it")
    : judgePublic(balancer, stack);
  if (judged.verdict === "pass") return judged;
  if (internal.state === "unknown") return misread(internal, "true");
  const found = internal.state === "absent" ? "not set, which means false" : "false";
  return { ...judged, message: `${internal.path} is ${found}, and ${judged.message}; expected true` };
}

/** Only an application load balancer can have a web ACL; one for gateways has no address that anybody could reach. */
function judgePublic(balancer: Subject, stack: Stack): Judgement {
  const kind = read(balancer).at("loadBalancerType");
  if (kind.value === "gateway") return pass("a load balancer for gateways has no address of its own");
  if (kind.value === "network") return fail("no web ACL can be before it");
  if (kind.state !== "absent" && kind.value !== "application") return misread(kind, "a type of load balancer");
  return judgeJoined(
    joined(stack, [association], "resourceArn", balancer, knownBy(balancer, "arn")),
    () => pass("a web ACL is before it"),
    fail("no web ACL is before it"),
  );
}
