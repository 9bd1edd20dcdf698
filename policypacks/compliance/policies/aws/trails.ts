import { Part } from "../../../../catalogue";
import type { Fact } from "../../facts/fact";
import { all, best, fail, type Judgement, misread, oneOf, pass, unknown } from "../../facts/judgement";
import { customerKey } from "../../facts/keys";
import { read, type Subject } from "../../facts/subject";
import { each, type StackCheck, undeclared } from "../check";
import { trail } from "./types";

/** LOG-04: a trail sees every region, shows changes to its files, and is encrypted with a customer's key. */
export const trails: StackCheck = {
  control: "LOG-04",
  none: "the stack holds no trail, and no cluster says who provides one",
  judge: (stack, context) => {
    const found = stack.ofType(trail);
    const judged = each(found, judgeTrail);
    const good = judged.some(({ judgement }) => judgement.verdict === "pass");
    // One that records everything is enough; another may be narrower.
    return [
      ...judged.map(({ subject, judgement }) => ({
        subject,
        judgement:
          good && judgement.verdict !== "pass" ? pass("another trail of this stack records everything") : judgement,
      })),
      ...undeclared(Part.AuditTrail, context, stack, found, "it declares a trail, and the stack holds none of its own"),
    ];
  },
};

function judgeTrail(subject: Subject): Judgement {
  const props = read(subject);
  return all(
    oneOf(props.at("isMultiRegionTrail"), { values: [true], default: false }),
    oneOf(props.at("enableLogFileValidation"), { values: [true], default: false }),
    oneOf(props.at("enableLogging"), { values: [true], default: true }),
    oneOf(props.at("includeGlobalServiceEvents"), { values: [true], default: true }),
    customerKey(props.at("kmsKeyId")),
    managementEvents(props.at("eventSelectors"), props.at("advancedEventSelectors")),
  );
}

/** Selectors take the place of the default, which is every call that manages something. */
function managementEvents(basic: Fact, advanced: Fact): Judgement {
  const isUnset = (list: Fact) => list.state === "absent" || list.items()?.length === 0;
  if (isUnset(basic) && isUnset(advanced)) return pass("it records management events, as trails do by default");
  const [list, covers] = isUnset(advanced) ? [basic, ofBasic] : [advanced, ofAdvanced];
  const items = list.items();
  if (items === undefined) return misread(list, "selectors of management events");
  return best(...items.map(covers));
}

const leavesOut = (selector: Fact) => fail(`${selector.path} leaves management events out; expected all of them`);

function ofBasic(selector: Fact): Judgement {
  return all(
    oneOf(selector.at("includeManagementEvents"), { values: [true], default: true }),
    oneOf(selector.at("readWriteType"), { values: ["All"], default: "All", printable: ["ReadOnly", "WriteOnly"] }),
    excludesNothing(selector.at("excludeManagementEventSources")),
  );
}

function excludesNothing(sources: Fact): Judgement {
  if (sources.state === "absent" || sources.items()?.length === 0) return pass(`${sources.path} excludes no service`);
  return sources.items() === undefined
    ? misread(sources, "no services")
    : fail(`${sources.path} leaves out who used keys, or a database; expected no services`);
}

/** One selector takes events that fit all of its fields, so beside the category there must be none. */
function ofAdvanced(selector: Fact): Judgement {
  const fields = selector.at("fieldSelectors").items();
  if (fields === undefined) return misread(selector.at("fieldSelectors"), "a list of fields");
  if (fields.some((each) => each.at("field").state === "unknown"))
    return unknown(`${selector.path} cannot be known before deployment`);
  const category = fields.find((each) => each.at("field").value === "eventCategory");
  const values = category?.at("equals");
  if (values === undefined) return leavesOut(selector);
  const items = values.items();
  if (items === undefined) return misread(values, "a list of Management");
  if (items.some(({ state }) => state === "unknown"))
    return unknown(`${values.path} cannot be known before deployment`);
  const isWhole = items.some(({ value }) => value === "Management") && fields.every((each) => each === category);
  return isWhole ? pass(`${selector.path} takes in every management event`) : leavesOut(selector);
}
