import { Part } from "../../../../catalogue";
import { all, fail, type Judgement, pass, unknown, unreadable } from "../../facts/judgement";
import { customerKey } from "../../facts/keys";
import type { Fact } from "../../facts/fact";
import { samePlace } from "../../facts/places";
import type { Stack } from "../../facts/stack";
import { read, type Subject } from "../../facts/subject";
import { isUnknown } from "../../facts/unknown";
import { each, type StackCheck } from "../check";
import { usesTemplate } from "./launch-templates";
import { launchTemplate, nodeGroup } from "./types";

/** ENC-03: every volume of every node is encrypted with a key of the customer's, by its template or by the account. */
export const volumes: StackCheck = {
  control: "ENC-03",
  none: "the stack holds no node group and no launch template",
  judge: (stack, { provided }) => {
    const templates = new Set(stack.ofType(launchTemplate).flatMap(references));
    const judgeAll = (account: (subject: Subject) => Judgement) => [
      ...each(stack.ofType(launchTemplate), (template) =>
        judgeTemplate(template, groupsOf(template, stack), account(template)),
      ),
      ...each(stack.ofType(nodeGroup), (group) => judgeNodeGroup(group, templates, account(group))),
    ];
    // What rests on the account alone has nothing to be judged by where the account is not the stack's to set.
    const ifSo = judgeAll(() => pass("the account encrypts volumes by default"));
    return judgeAll((subject) => accountDefault(subject, stack)).filter(
      ({ subject, judgement: { verdict } }, index) =>
        verdict === "pass" || ifSo[index]!.judgement.verdict !== "pass" || !provided(Part.AccountEncryption, subject),
    );
  },
};

/** Whether the stack makes the account encrypt every volume, where a resource is, with a key of the customer's. */
function accountDefault(subject: Subject, stack: Stack): Judgement {
  const here = (type: string) => {
    const found = stack.ofType(type).map((each) => ({ each, answer: samePlace(each, subject) }));
    return found.filter(({ answer }) => answer !== false);
  };
  const switches = here("aws:ebs/encryptionByDefault:EncryptionByDefault");
  const keys = here("aws:ebs/defaultKmsKey:DefaultKmsKey");
  if (switches.length === 0 || keys.length === 0)
    return fail("the stack does not make the account encrypt volumes by default with a customer-managed key");
  const elsewhere = [switches, keys].some((found) => found.every(({ answer }) => answer === "unknown"));
  const sure = (found: typeof keys) => found.filter(({ answer }) => elsewhere || answer === true);
  const judged = all(
    ...sure(switches).map(({ each }) => enabled(read(each).at("enabled"))),
    ...sure(keys).map(({ each }) => customerKey(read(each).at("keyArn"))),
  );
  return elsewhere && judged.verdict === "pass"
    ? unknown("the default for volumes is perhaps that of another account or region")
    : judged;
}

/** The node groups that use a template, or may. */
const groupsOf = (template: Subject, stack: Stack): readonly Subject[] =>
  stack.ofType(nodeGroup).filter((group) => usesTemplate(group, template) !== false);

function enabled(property: Fact): Judgement {
  if (property.state === "absent" || property.value === true) return pass("the account encrypts volumes by default");
  if (property.value === false) return fail("encryption by default is off");
  return unreadable(property.state === "known" ? { ...property, state: "wrong" } : property, "true");
}

/** The volumes of an image, each by the names that it may have. */
type Layout = readonly (readonly string[])[];

/** What the root volume is called in the AMIs of EKS and of others. */
const usual: Layout = [["/dev/xvda", "/dev/sda1"]];
/** Bottlerocket has a disk for itself, and one for images, logs and what pods write. */
const bottlerocket: Layout = [["/dev/xvda"], ["/dev/xvdb"]];
const windows: Layout = [["/dev/sda1"]];

function layoutOf({ value }: Fact): Layout {
  if (typeof value !== "string") return usual;
  if (value.startsWith("BOTTLEROCKET")) return bottlerocket;
  return value.startsWith("WINDOWS") ? windows : usual;
}

function judgeTemplate(template: Subject, groups: readonly Subject[], account: Judgement): Judgement {
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
  return all(
    ...disks.map((mapping) => judgeDisk(mapping.at("ebs"), account)),
    judgeDevices(mappings, disks, groups, account),
  );
}

function judgeDevices(
  mappings: Fact,
  disks: readonly Fact[],
  groups: readonly Subject[],
  account: Judgement,
): Judgement {
  const judge = (layouts: readonly Layout[]) =>
    all(...[...new Set(layouts.flat())].map((devices) => judgeDevice(devices, mappings, disks, account)));
  const types = groups.map((group) => read(group).at("amiType"));
  const known = judge(types.length === 0 ? [usual] : types.map(layoutOf));
  if (types.every(({ state }) => state !== "unknown") || known.verdict !== "pass") return known;
  return judge([usual, bottlerocket, windows]).verdict === "pass"
    ? known
    : unknown("what nodes run, and so what their disks are called, cannot be known before deployment");
}

/** A volume of the image that no mapping names, in either of its names, is as the account says. */
function judgeDevice(
  devices: readonly string[],
  mappings: Fact,
  disks: readonly Fact[],
  account: Judgement,
): Judgement {
  const names = disks.map((mapping) => mapping.at("deviceName"));
  if (names.some(({ value }) => devices.some((device) => device === value)))
    return pass(`${mappings.path} maps the devices of the image`);
  if (account.verdict === "pass") return account;
  if (names.some(({ state }) => state === "unknown"))
    return unknown(`whether ${mappings.path} maps ${devices.join(" or ")} cannot be known before deployment`);
  const message = `${mappings.path} does not map ${devices.join(" or ")}; ${account.message}`;
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
