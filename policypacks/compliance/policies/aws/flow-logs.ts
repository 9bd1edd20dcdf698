import { Part } from "../../../../catalogue";
import { fail, type Judgement, oneOf, pass, unknown } from "../../facts/judgement";
import { type Joined, joined, knownBy } from "../../facts/references";
import { read, type Subject } from "../../facts/subject";
import { each, type StackCheck } from "../check";
import { flowLog, vpc } from "./types";

/** NET-07: what goes through each network of the stack, and what is refused, is recorded. */
export const flowLogs: StackCheck = {
  control: "NET-07",
  none: "the stack holds no VPC",
  judge: (stack, { provided }) =>
    stack.ofType(vpc).flatMap((network) => {
      const logs = joined(stack, [flowLog], "vpcId", network, knownBy(network, "id"));
      const judged = each([network], () => judgeNetwork(logs));
      // A flow log that is in the stack is judged, whoever is said to provide them.
      const isAbsent = logs.sure.length === 0 && judged.every(({ judgement }) => judgement.verdict !== "error");
      return isAbsent && provided(Part.FlowLogs, network) ? [] : judged;
    }),
};

/** One flow log of everything is enough; a second one may be narrower. */
function judgeNetwork({ sure, maybe }: Joined): Judgement {
  const judged = sure.map(recordsAll);
  const good = judged.find(({ verdict }) => verdict === "pass");
  if (good !== undefined) return good;
  const open = judged.find(({ verdict }) => verdict === "unknown");
  if (open !== undefined) return open;
  if (maybe.some((each) => recordsAll(each).verdict !== "fail"))
    return unknown("which VPC a flow log records cannot be known before deployment");
  return judged[0] ?? fail("no flow log records its traffic; expected one with trafficType ALL");
}

function recordsAll(subject: Subject): Judgement {
  const type = read(subject).at("trafficType");
  const judgement = oneOf(type, { values: ["ALL"], printable: ["ACCEPT", "REJECT"] });
  return judgement.verdict === "pass" ? pass("a flow log records all of its traffic") : judgement;
}
