import { detectionGap, DetectionFeature, Part, partitionOf } from "../../../../catalogue";
import type { Fact } from "../../facts/fact";
import { all, best, fail, type Judgement, misread, oneOf, pass, unknown } from "../../facts/judgement";
import { joined, knownBy } from "../../facts/references";
import type { Stack } from "../../facts/stack";
import { read, type Subject } from "../../facts/subject";
import { each, type StackCheck, undeclared } from "../check";
import { addon } from "./types";

const detector = "aws:guardduty/detector:Detector";
const feature = "aws:guardduty/detectorFeature:DetectorFeature";

/** Features by what they are for; of several names, one is enough: the older watches nodes of EKS alone. */
const wanted: { names: readonly string[]; judge: (own: Subject, stack: Stack) => Judgement }[] = [
  { names: [DetectionFeature.AuditLogs], judge: isOn },
  {
    names: [DetectionFeature.Runtime, "EKS_RUNTIME_MONITORING"],
    judge: (own, stack) => all(isOn(own), agent(own, stack)),
  },
];

/** MON-03: GuardDuty reads the audit log of clusters and what runs on nodes. */
export const detection: StackCheck = {
  control: "MON-03",
  none: "the stack holds no GuardDuty detector, and no cluster says who provides one",
  judge: (stack, context) => {
    const found = stack.ofType(detector);
    return [
      ...each(found, (subject) =>
        all(
          oneOf(read(subject).at("enable"), { values: [true], default: true }),
          ...wanted
            .filter(({ names }) => !isLacking(names, subject))
            .map(({ names, judge }) => judgeFeature(names, judge, subject, stack)),
        ),
      ),
      ...undeclared(
        Part.Detection,
        context,
        stack,
        found,
        "it declares a detector, and the stack holds none of its own",
      ),
    ];
  },
};

/** Where AWS does not offer a feature, nobody can switch it on. */
const isLacking = (names: readonly string[], { region }: Subject) =>
  region !== undefined && names.some((name) => detectionGap(name, partitionOf(region)) !== undefined);

function judgeFeature(
  names: readonly string[],
  judge: (own: Subject, stack: Stack) => Judgement,
  subject: Subject,
  stack: Stack,
): Judgement {
  const { sure, maybe } = joined(stack, [feature], "detectorId", subject, knownBy(subject, "id"));
  const named = (each: Subject) => read(each).at("name");
  const isWanted = (each: Subject) => names.some((name) => named(each).value === name);
  const own = sure.filter(isWanted);
  if (own.length > 0) return best(...own.map((each) => judge(each, stack)));
  const hidden =
    sure.some((each) => named(each).state === "unknown") ||
    maybe.some((each) => named(each).state === "unknown" || isWanted(each));
  return hidden
    ? unknown(`whether ${names[0]!} is on cannot be known before deployment`)
    : fail(`${names[0]!} is not on; expected a DetectorFeature of that name with status ENABLED`);
}

function isOn(own: Subject): Judgement {
  return oneOf(read(own).at("status"), { values: ["ENABLED"], printable: ["DISABLED"] });
}

/** What watches a node is an agent on it: GuardDuty installs it, or the stack does. */
function agent(own: Subject, stack: Stack): Judgement {
  if (stack.ofType(addon).some((each) => read(each).at("addonName").value === "aws-guardduty-agent"))
    return pass("the stack installs GuardDuty's agent on nodes");
  const more = read(own).at("additionalConfigurations");
  const expected = "EKS_ADDON_MANAGEMENT with status ENABLED, or the add-on aws-guardduty-agent";
  const absent = fail(`no agent watches the nodes; expected ${expected}`);
  if (more.state === "absent") return absent;
  const items = more.items();
  if (items === undefined) return misread(more, expected);
  const manages = ({ state, value }: Fact) => state === "unknown" || value === "EKS_ADDON_MANAGEMENT";
  const management = items.filter((each) => each.state === "unknown" || manages(each.at("name")));
  if (management.length === 0) return absent;
  return best(
    ...management.map((each) =>
      all(
        oneOf(each.at("name"), { values: ["EKS_ADDON_MANAGEMENT"] }),
        oneOf(each.at("status"), { values: ["ENABLED"], printable: ["DISABLED"] }),
      ),
    ),
  );
}
