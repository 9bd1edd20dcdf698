import { ebsProvisioners } from "../../../../catalogue";
import { fact, type Fact } from "../../facts/fact";
import { fail, type Judgement, misread, pass, unknown } from "../../facts/judgement";
import { customerKey } from "../../facts/keys";
import { objectsOf } from "../../facts/kubernetes";
import type { Stack } from "../../facts/stack";
import { read, type Subject } from "../../facts/subject";
import { broke, type StackCheck, type StackJudgement } from "../check";

const defaultClass = [
  "storageclass.kubernetes.io/is-default-class",
  "storageclass.beta.kubernetes.io/is-default-class",
];

interface StorageClass {
  subject: Subject;
  props: Fact;
  /** "unknown" where the annotation is. */
  isDefault: boolean | "unknown";
}

/**
 * ENC-04: EBS classes encrypt with a key of the customer's, and exactly one encrypting class is the default. Whether they
 * encrypt at all an object rule tells.
 */
export const storageClasses: StackCheck = {
  control: "ENC-04",
  none: "the stack creates no StorageClass",
  judge: (stack) => {
    const classes = classesOf(stack);
    return [
      ...classes.flatMap((each) => guardedClass(each).map((judgement) => ({ subject: each.subject, judgement }))),
      ...[...byCluster(classes)].flatMap(([, group]) => judgeDefaults(group)),
    ];
  },
};

function classesOf(stack: Stack): StorageClass[] {
  return stack.subjects
    .filter(({ type }) => /^kubernetes:(storage\.k8s\.io\/\w+:StorageClass(Patch|List)?|core\/v1:List)$/.test(type))
    .flatMap((subject) => {
      const { objects } = objectsOf(subject.type, subject.props);
      const whole = objects.length === 1 && objects[0]!.path === "";
      return objects
        .filter(({ kind, apiGroup }) => kind === "StorageClass" && apiGroup === "storage.k8s.io")
        .map(({ object }) => (whole ? read(subject) : fact(object)))
        .map((props) => ({ subject, props, isDefault: isDefault(props) }));
    });
}

function isDefault(props: Fact): boolean | "unknown" {
  const annotations = defaultClass.map((name) => props.at(["metadata", "annotations", name]));
  if (annotations.some(({ value }) => value === "true")) return true;
  return annotations.some(({ state }) => state === "unknown") ? "unknown" : false;
}

/** Classes of one cluster share their provider. */
function byCluster(classes: readonly StorageClass[]): Map<string | undefined, StorageClass[]> {
  const groups = new Map<string | undefined, StorageClass[]>();
  for (const each of classes) {
    const { provider } = each.subject;
    groups.set(provider, [...(groups.get(provider) ?? []), each]);
  }
  return groups;
}

function guardedClass(each: StorageClass): Judgement[] {
  try {
    return judgeClass(each);
  } catch (error) {
    return [broke(error)];
  }
}

/** What a class makes, and with which key; nothing of the key where the object rule finds that it encrypts nothing. */
function judgeClass({ subject, props, isDefault }: StorageClass): Judgement[] {
  const [provisioner, parameters] = [props.at("provisioner"), props.at("parameters")];
  if (provisioner.state === "absent")
    return subject.type.endsWith("Patch") && isDefault === false && parameters.state === "absent"
      ? [pass("a patch that leaves provisioner and parameters alone, and makes no class the default")]
      : [unknown("provisioner is not set, so what the class makes cannot be seen")];
  if (isOther(provisioner)) return [pass("makes no EBS volume")];
  const encrypted = props.at("parameters.encrypted");
  if (parameters.state === "unknown" || (encrypted.state !== "unknown" && encrypted.value !== "true")) return [];
  if (typeof provisioner.value !== "string") return [misread(provisioner, "the name of a provisioner")];
  return [customerKey(props.at("parameters.kmsKeyId"))];
}

/** Whether volumes are made by something that has nothing to do with EBS. */
const isOther = ({ value }: Fact): boolean => typeof value === "string" && !ebsProvisioners.includes(value);

function judgeDefaults(classes: readonly StorageClass[]): StackJudgement[] {
  const [yes, maybe] = [
    classes.filter((each) => each.isDefault === true),
    classes.filter((each) => each.isDefault === "unknown"),
  ];
  const judged = (subjects: readonly StorageClass[], judgement: Judgement): StackJudgement[] =>
    subjects.map(({ subject }) => ({ subject, judgement: { ...judgement, rule: "default-class" } }));
  if (yes.length > 1) return judged(yes, fail(`${yes.length} classes call themselves default; expected exactly one`));
  if (maybe.length > 0)
    return judged(maybe, unknown("whether this class is the default cannot be known before deployment"));
  if (yes.length === 0)
    return judged(classes.slice(0, 1), fail("no class of the stack is the default; expected exactly one"));
  if (isOther(yes[0]!.props.at("provisioner")))
    return judged(yes, fail("the default class makes no encrypted EBS volumes; expected one that does"));
  return [];
}
