import { Part } from "../../../../catalogue";
import { type Fact, fact } from "../../facts/fact";
import { all, fail, type Judgement, oneOf, pass, unknown, unreadable } from "../../facts/judgement";
import type { Stack } from "../../facts/stack";
import { read, type Subject } from "../../facts/subject";
import { each, type StackCheck, unlessProvided } from "../check";
import { usesTemplate } from "./launch-templates";
import { launchTemplate, nodeGroup, subnet } from "./types";

/** NET-02: no node gets a public address, from its subnet or from its launch template. */
export const nodeAddresses: StackCheck = {
  control: "NET-02",
  none: "the stack holds no node group and no launch template",
  judge: (stack, context) => {
    const byId = new Map(stack.ofType(subnet).map((each) => [each.outputs["id"], each]));
    // Where the subnets are not of this stack, neither are those that a launch template leaves the decision to.
    return unlessProvided(Part.Network, context, [
      ...each(stack.ofType(nodeGroup), (group) => judgeSubnets(group, byId)),
      ...each(
        stack.ofType(launchTemplate).filter((template) => mayMakeNodes(template, stack)),
        judgeInterfaces,
      ),
    ]);
  },
};

/**
 * Whether nodes come from a template, as far as can be known: of node groups, or of groups of machines that join a cluster
 * by themselves. In a stack without node groups each template is for those of another one.
 */
function mayMakeNodes(template: Subject, stack: Stack): boolean {
  const groups = stack.ofType(nodeGroup);
  if (groups.length === 0 || [...groups, ...stack.ofType(scalingGroup)].some((group) => uses(group, template)))
    return true;
  // Without an id it may be the one that a group names and that is none of the others.
  const others = stack.ofType(launchTemplate).filter((each) => each !== template);
  const isNew = fact(template.outputs).at("id").state !== "known";
  return isNew && groups.some((group) => namesTemplate(group) && !others.some((each) => uses(group, each)));
}

const uses = (group: Subject, template: Subject) => usesTemplate(group, template) !== false;
const namesTemplate = (group: Subject) => read(group).at("launchTemplate").state !== "absent";

const scalingGroup = "aws:autoscaling/group:Group";

function judgeSubnets(group: Subject, byId: ReadonlyMap<unknown, Subject>): Judgement {
  const ids = read(group).at("subnetIds");
  const items = ids.state === "unknown" ? [ids] : ids.items();
  if (items === undefined || items.length === 0)
    return ids.state === "absent" || items?.length === 0
      ? fail("subnetIds is not set; expected private subnets")
      : unreadable({ ...ids, state: "wrong" }, "a list of private subnets");
  return all(...items.map((id) => judgeSubnet(id, group, byId)));
}

function judgeSubnet(id: Fact, group: Subject, byId: ReadonlyMap<unknown, Subject>): Judgement {
  if (id.from(subnet).state === "linked") {
    const linked = group.sources("subnetIds").subjects.filter(({ type }) => type === subnet);
    return all(...linked.map(isPrivate));
  }
  if (id.state !== "known") return unreadable(id, "a private subnet of this stack");
  if (typeof id.value !== "string") return unreadable({ ...id, state: "wrong" }, "the id of a subnet");
  const found = byId.get(id.value);
  return found === undefined
    ? unknown(`${id.path} is not part of this stack, so whether it gives out public addresses cannot be seen`)
    : isPrivate(found);
}

function isPrivate(found: Subject): Judgement {
  const judgement = oneOf(read(found).at("mapPublicIpOnLaunch"), { values: [false], default: false });
  return { ...judgement, message: `subnet ${found.name}: ${judgement.message}` };
}

function judgeInterfaces(template: Subject): Judgement {
  const interfaces = read(template).at("networkInterfaces");
  if (interfaces.state === "absent") return pass("no network interface is set, so the subnet decides");
  const items = interfaces.items();
  if (items === undefined)
    return unreadable(interfaces.state === "known" ? { ...interfaces, state: "wrong" } : interfaces, "a list");
  return all(
    pass("no network interface asks for a public address"),
    ...items.map((item) => noAddress(item.at("associatePublicIpAddress"))),
  );
}

/** EC2 takes this flag as a text; when it is absent the subnet decides, which is judged by itself. */
const noAddress = (property: Fact) =>
  property.state === "absent"
    ? pass(`${property.path} is not set`)
    : oneOf(property, { values: ["false", false], printable: ["true"] });
