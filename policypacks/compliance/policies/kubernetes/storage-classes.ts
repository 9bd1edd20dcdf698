import { fact, type Fact } from "../../facts/fact";
import { all, fail, type Judgement, oneOf, pass, unknown, unreadable } from "../../facts/judgement";
import { customerKey } from "../../facts/keys";
import { objectsOf } from "../../facts/kubernetes";
import type { Stack } from "../../facts/stack";
import { read, type Subject } from "../../facts/subject";
import { guarded, type StackCheck, type StackJudgement } from "../check";

/** Provisioners that make EBS volumes: the driver, that of Auto Mode, and the one that left Kubernetes' tree. */
const ebs = ["ebs.csi.aws.com", "ebs.csi.eks.amazonaws.com", "kubernetes.io/aws-ebs"];
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

/** ENC-04: EBS classes encrypt with a key of the customer's, and exactly one encrypting class is the default. */
export const storageClasses: StackCheck = {
  control: "ENC-04",
  none: "the stack creates no StorageClass",
  judge: (stack) => {
    const classes = classesOf(stack);
    return [
      ...classes.map((each) => ({ subject: each.subject, judgement: guarded(() => judgeClass(each)) })),
      ...[...byCluster(classes)].flatMap(([, group]) => judgeDefaults(group)),
    ];
  },
};

function classesOf(stack: Stack): StorageClass[] {
  return stack.subjects
    .filter(({ type }) => /^kubernetes:(storage\.k8s\.io\/\w+:StorageClass(Patch|List)?|core\/v1:List)$/.test(type))
    .flatMap((subject) => {
      const { objects, unknown: hidden } = objectsOf(subject.type, subject.props);
      const whole = objects.length === 1 && objects[0]!.path === "";
      const found = objects
        .filter(({ kind, apiGroup }) => kind === "StorageClass" && apiGroup === "storage.k8s.io")
        .map(({ object }) => (whole ? read(subject) : fact(object)));
      const unseen =
        hidden.length > 0 && subject.type.includes("StorageClass") ? [fact({ provisioner: hiddenItem })] : [];
      return [...found, ...unseen].map((props) => ({ subject, props, isDefault: isDefault(props) }));
    });
}

/** Stands for what an item that is not known yet may be. */
const hiddenItem = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

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

function judgeClass({ subject, props, isDefault }: StorageClass): Judgement {
  const provisioner = props.at("provisioner");
  if (provisioner.state === "absent")
    return subject.type.endsWith("Patch") && isDefault === false && props.at("parameters").state === "absent"
      ? pass("a patch that leaves provisioner and parameters alone, and makes no class the default")
      : unknown("provisioner is not set, so what the class makes cannot be seen");
  if (provisioner.state === "unknown") return unreadable(provisioner, "a provisioner");
  if (provisioner.state === "known" && typeof provisioner.value !== "string")
    return unreadable({ ...provisioner, state: "wrong" }, "the name of a provisioner");
  if (!ebs.includes(provisioner.value as string)) return pass("makes no EBS volume");
  return all(
    oneOf(props.at("parameters.encrypted"), { values: ["true"], printable: ["false"] }),
    customerKey(props.at("parameters.kmsKeyId")),
  );
}

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
  const provisioner = yes[0]!.props.at("provisioner");
  if (provisioner.state === "known" && !ebs.includes(provisioner.value as string))
    return judged(yes, fail("the default class makes no encrypted EBS volumes; expected one that does"));
  return [];
}
