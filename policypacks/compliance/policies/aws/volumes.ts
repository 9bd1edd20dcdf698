import { all, fail, type Judgement, pass, unknown, unreadable } from "../../facts/judgement";
import { customerKey } from "../../facts/keys";
import type { Fact } from "../../facts/fact";
import type { Stack } from "../../facts/stack";
import { read, type Subject } from "../../facts/subject";
import { isUnknown } from "../../facts/unknown";
import { each, type StackCheck } from "../check";
import { launchTemplate, nodeGroup } from "./types";

/** ENC-03: every volume of every node is encrypted with a key of the customer's, by its template or by the account. */
export const volumes: StackCheck = {
  control: "ENC-03",
  none: "the stack holds no node group and no launch template",
  judge: (stack) => {
    const account = accountDefault(stack);
    const templates = new Set(stack.ofType(launchTemplate).flatMap(references));
    return [
      ...each(stack.ofType(launchTemplate), (template) => judgeTemplate(template, account)),
      ...each(stack.ofType(nodeGroup), (group) => judgeNodeGroup(group, templates, account)),
    ];
  },
};

/** Whether the stack makes the account encrypt every volume with a key of the customer's. */
function accountDefault(stack: Stack): Judgement {
  const switches = stack.ofType("aws:ebs/encryptionByDefault:EncryptionByDefault");
  const keys = stack.ofType("aws:ebs/defaultKmsKey:DefaultKmsKey");
  if (switches.length === 0 || keys.length === 0)
    return fail("the stack does not make the account encrypt volumes by default with a customer-managed key");
  return all(
    ...switches.map((each) => enabled(read(each).at("enabled"))),
    ...keys.map((each) => customerKey(read(each).at("keyArn"))),
  );
}

function enabled(property: Fact): Judgement {
  if (property.state === "absent" || property.value === true) return pass("the account encrypts volumes by default");
  if (property.value === false) return fail("encryption by default is off");
  return unreadable(property.state === "known" ? { ...property, state: "wrong" } : property, "true");
}

/** What the root volume is called in the AMIs of EKS. */
const rootDevices = ["/dev/xvda", "/dev/sda1"];

function judgeTemplate(template: Subject, account: Judgement): Judgement {
  const mappings = read(template).at("blockDeviceMappings");
  const list = mappings.state === "absent" ? [] : mappings.items();
  if (list === undefined) return unreadable(mappings, "a list that maps the root device");
  const disks = list.filter((mapping) => mapping.state !== "known" || mapping.at("ebs").state !== "absent");
  if (disks.length === 0)
    return account.verdict === "pass"
      ? account
      : all({
          ...account,
          message: `${mappings.path} maps no volume, so the root volume is as the account says; ${account.message}`,
        });
  return all(...disks.map((mapping) => judgeDisk(mapping.at("ebs"), account)), judgeRoot(mappings, disks, account));
}

/** A root volume that no mapping names is as the account says. */
function judgeRoot(mappings: Fact, disks: readonly Fact[], account: Judgement): Judgement {
  const names = disks.map((mapping) => mapping.at("deviceName"));
  if (names.some(({ value }) => rootDevices.some((device) => device === value)))
    return pass(`${mappings.path} maps the root device`);
  if (account.verdict === "pass") return account;
  if (names.some(({ state }) => state === "unknown"))
    return unknown(`whether ${mappings.path} maps the root device cannot be known before deployment`);
  const message = `${mappings.path} does not map the root device (${rootDevices.join(" or ")}); ${account.message}`;
  return { ...account, message };
}

function judgeDisk(disk: Fact, account: Judgement): Judgement {
  const [encrypted, key] = [disk.at("encrypted"), disk.at("kmsKeyId")];
  const byAccount = (property: Fact, judgement: Judgement) =>
    property.state === "absent" && account.verdict !== "fail" ? account : judgement;
  return all(byAccount(encrypted, isTrue(encrypted)), byAccount(key, customerKey(key)));
}

/** EC2 takes this flag as a text. */
function isTrue(property: Fact): Judgement {
  const expected = 'expected "true"';
  if (property.value === "true" || property.value === true) return pass(`${property.path} is true`);
  if (property.state === "absent") return fail(`${property.path} is not set; ${expected}`);
  if (property.value === "false" || property.value === false) return fail(`${property.path} is false; ${expected}`);
  return unreadable(property.state === "known" ? { ...property, state: "wrong" } : property, '"true"');
}

function judgeNodeGroup(group: Subject, templates: ReadonlySet<unknown>, account: Judgement): Judgement {
  const template = read(group).at("launchTemplate");
  if (template.state === "absent")
    return account.verdict === "fail" ? fail(`launchTemplate is not set, and ${account.message}`) : account;
  if (template.state === "wrong" || (template.state === "known" && template.keys() === undefined))
    return unreadable({ ...template, state: "wrong" }, "a launch template of this stack");
  const reference = template.state === "known" ? [template.at("id"), template.at("name")] : [template];
  const known = reference.filter(({ state }) => state === "known");
  if (known.length > 0)
    return known.some(({ value }) => templates.has(value))
      ? pass("its launch template is judged in this stack")
      : unknown("its launch template is not part of this stack, so its volumes cannot be seen");
  return reference.some((each) => each.from(launchTemplate).state === "linked")
    ? pass("its launch template comes from this stack")
    : unknown("its launch template cannot be known before deployment; expected one of this stack");
}

/** What a launch template goes by. */
const references = ({ outputs, props }: Subject) =>
  [outputs["id"], outputs["name"], props["name"]].filter((each) => typeof each === "string" && !isUnknown(each));
