import { Part } from "../../../../catalogue";
import type { Fact } from "../../facts/fact";
import { all, best, fail, holds, type Judgement, misread, oneOf, pass, unknown } from "../../facts/judgement";
import { samePlace } from "../../facts/places";
import type { Stack } from "../../facts/stack";
import { read, type Subject } from "../../facts/subject";
import { each, type StackCheck } from "../check";
import { repository } from "./types";

const registryScanning = "aws:ecr/registryScanningConfiguration:RegistryScanningConfiguration";
const enabler = "aws:inspector2/enabler:Enabler";

/** VUL-01: an image is scanned when it arrives, by its repository's setting or the registry's. */
export const imageScanning: StackCheck = {
  control: "VUL-01",
  none: "the stack holds no ECR repository and says nothing of a registry's scanning",
  judge: (stack, { provided }) => [
    ...each(stack.ofType(repository), (subject) => judgeRepository(subject, stack)).filter(
      ({ subject, judgement }) =>
        judgement.verdict === "pass" || !isSilent(subject) || !provided(Part.RegistryScanning, subject),
    ),
    ...each(stack.ofType(registryScanning), judgeRegistry),
    ...each(stack.ofType(enabler), (subject) => holds(read(subject).at("resourceTypes"), ["ECR"])),
  ],
};

const scanOnPush = (subject: Subject) => read(subject).at("imageScanningConfiguration.scanOnPush");

/** A repository that says nothing leaves it to the registry. */
const isSilent = (subject: Subject) => scanOnPush(subject).state === "absent";

function judgeRepository(subject: Subject, stack: Stack): Judgement {
  const own = oneOf(scanOnPush(subject), { values: [true], default: false });
  if (own.verdict === "pass") return own;
  const registries = stack.ofType(registryScanning).map((each) => {
    const [here, judgement] = [samePlace(each, subject), judgeRegistry(each)];
    return here === "unknown" && judgement.verdict === "pass"
      ? unknown("whether the registry that scans images is this repository's cannot be known before deployment")
      : here === false
        ? own
        : judgement;
  });
  const found = registries.length === 0 ? own : best(...registries);
  return found.verdict === "fail" ? own : found;
}

/** Enhanced scanning goes on scanning; basic scanning needs a rule that scans everything on arrival. */
function judgeRegistry(subject: Subject): Judgement {
  const props = read(subject);
  const type = oneOf(props.at("scanType"), { values: ["ENHANCED", "BASIC"] });
  const rules = props.at("rules");
  if (type.verdict !== "pass") return type;
  const items = rules.items();
  const expected = "a rule that scans every repository when an image arrives, or all the time";
  if (rules.state === "absent" || items?.length === 0)
    return fail(`${rules.path} is not set, so nothing is scanned; expected ${expected}`);
  if (items === undefined) return misread(rules, expected);
  const judged = items.map(scansAll);
  return judged.find(({ verdict }) => verdict === "pass") ?? all(...judged);
}

function scansAll(rule: Fact): Judgement {
  const filters = rule.at("repositoryFilters");
  const everything = filters.items()?.some((each) => each.at("filter").value === "*") === true;
  return all(
    oneOf(rule.at("scanFrequency"), { values: ["SCAN_ON_PUSH", "CONTINUOUS_SCAN"], printable: ["MANUAL"] }),
    everything
      ? pass(`${filters.path} takes in every repository`)
      : filters.items()?.every((each) => each.at("filter").state === "known") === true
        ? fail(`${filters.path} leaves repositories out; expected a filter *`)
        : misread(filters, "a filter *"),
  );
}
