import { awsLogRetentionDays, Part } from "../../../../catalogue";
import type { Fact } from "../../facts/fact";
import { all, between, fail, type Judgement, oneOf, unknown } from "../../facts/judgement";
import { samePlace } from "../../facts/places";
import type { Stack } from "../../facts/stack";
import { read, type Subject } from "../../facts/subject";
import { type Context, guarded, type StackCheck, type StackJudgement } from "../check";
import { cluster, logGroup } from "./types";

/** LOG-02: the log group that EKS writes to is in the stack, and keeps what it holds neither too short nor for ever. */
export const logRetention: StackCheck = {
  control: "LOG-02",
  none: "the stack holds no EKS cluster",
  judge: (stack, context) =>
    stack
      .ofType(cluster)
      .map((each) => ({ each, judged: judgeCluster(each, stack, context) }))
      // A log group that is in the stack is judged, whoever is said to provide it.
      .filter(({ each, judged }) => judged.subject !== each || !context.provided(Part.ControlPlaneLogs, each))
      .map(({ judged }) => judged),
};

function judgeCluster(subject: Subject, stack: Stack, context: Context): StackJudgement {
  const name = nameOf(subject);
  const groups = stack.ofType(logGroup);
  if (name === undefined) {
    return {
      subject,
      judgement: unknown(
        "the cluster's name cannot be known before deployment, so neither can its log group; name the cluster",
      ),
    };
  }
  const wanted = `/aws/eks/${name}/cluster`;
  const named = groups.filter((group) => nameOf(group) === wanted);
  const found = named.find((group) => samePlace(group, subject) === true);
  if (found !== undefined) return { subject: found, judgement: guarded(() => judgeGroup(found, context)) };
  if (named.some((group) => samePlace(group, subject) === "unknown"))
    return { subject, judgement: unknown("the cluster's log group is perhaps in another account or region") };
  return {
    subject,
    judgement: groups.some((group) => nameOf(group) === undefined)
      ? unknown(
          `which log group is the cluster's cannot be known before deployment; expected one named /aws/eks/<cluster>/cluster`,
        )
      : fail(
          "the stack holds no log group /aws/eks/<cluster>/cluster, so EKS makes one that keeps everything for ever",
        ),
  };
}

/** The name that the resource has in AWS; undefined when it is not known yet. */
function nameOf(subject: Subject): string | undefined {
  const [given, computed] = [read(subject).at("name"), read({ ...subject, props: subject.outputs }).at("name")];
  const name = given.state === "absent" ? computed : given;
  return typeof name.value === "string" ? name.value : undefined;
}

/** The regimes' bounds, and within them those of the settings. */
function judgeGroup(group: Subject, { posture, parameters }: Context): Judgement {
  const { least = 0, most = Infinity } = parameters.logRetentionDays;
  const min = Math.max(posture.logRetentionDays.min.value, least);
  const max = Math.min(posture.logRetentionDays.max.value, most);
  const retention = read(group).at("retentionInDays");
  const expected = `expected ${bounds(min, max)} days`;
  if (retention.state === "absent")
    return fail(`retentionInDays is not set, which keeps everything for ever; ${expected}`);
  if (retention.value === 0) return fail(`retentionInDays is 0, which keeps everything for ever; ${expected}`);
  return all(within(retention, min, max), keepsAtAll(group));
}

function within(retention: Fact, min: number, max: number): Judgement {
  const judgement = between(retention, min, max);
  return judgement.verdict === "pass" && !awsLogRetentionDays.some((each) => each === retention.value)
    ? fail(`${judgement.message}, which CloudWatch Logs does not offer; expected one of its periods`)
    : judgement;
}

/** A group of the class DELIVERY keeps everything for two days, whatever it says. */
const keepsAtAll = (group: Subject) =>
  oneOf(read(group).at("logGroupClass"), {
    values: ["STANDARD", "INFREQUENT_ACCESS"],
    default: "STANDARD",
    printable: ["DELIVERY"],
  });

const bounds = (min: number, max: number) => (max === Infinity ? `at least ${min}` : `${min} to ${max}`);
