import { charts } from "../../../../catalogue";
import { all, between, fail, type Judgement, oneOf, pass, unknown, unreadable } from "../../facts/judgement";
import type { Subject } from "../../facts/subject";
import { cluster } from "../aws/types";
import { type Context, each, guarded, type StackCheck, type StackJudgement } from "../check";
import { clustersOf, type Installation, installations } from "./installations";
import { judgeReach } from "./webhook-reach";

const pin = charts.gatekeeper;

/** Values of the chart that switch enforcement off, and what they must be. */
const switches: Record<string, string | boolean> = {
  validatingWebhookFailurePolicy: "Fail",
  validatingWebhookCheckIgnoreFailurePolicy: "Fail",
  disableValidatingWebhook: false,
  enableK8sNativeValidation: true,
  disableAudit: false,
  "audit.disableAuditOperation": false,
  "controllerManager.disableWebhookOperation": false,
};

/** POL-01: a cluster has Gatekeeper at the pinned version, with enough replicas, failing closed and auditing. */
export const gatekeeper: StackCheck = {
  control: "POL-01",
  none: "the stack holds no EKS cluster",
  judge: (stack, context) => {
    const clusters = stack.ofType(cluster);
    if (clusters.length === 0) return [];
    const found = installations(stack);
    if (found.length === 0) return each(clusters, absent);
    return [
      ...found.map((each) => ({ subject: each.subject, judgement: guarded(() => judge(each, context)) })),
      ...uncovered(clusters, clustersOf(found)),
    ];
  },
};

const absent = () =>
  fail(`the stack installs no ${pin.chart}; expected chart ${pin.chart} ${pin.version} beside the cluster`);

/** Which cluster a release goes to cannot be seen, only how many of them there may be. */
function uncovered(clusters: readonly Subject[], covered: number): StackJudgement[] {
  if (covered >= clusters.length) return [];
  const message = `the stack holds ${clusters.length} clusters and ${covered} Gatekeeper, so a cluster may have none`;
  return each(clusters, () => unknown(message));
}

function judge(installed: Installation, { posture }: Context): Judgement {
  const { chart, version, value, postRenderer } = installed;
  if (chart.state === "unknown") return unreadable(chart, "the name of a chart");
  return all(
    oneOf(version, { values: [pin.version], printable: versionLike(version.value) }),
    between(value("replicas"), posture.admissionReplicas.min.value, Infinity),
    ...Object.entries(switches).map(([path, expected]) =>
      oneOf(value(path), { values: [expected], printable: ["Ignore"] }),
    ),
    ...judgeReach(installed),
    postRenderer.state === "absent"
      ? pass("nothing changes what the chart renders")
      : unknown(`${postRenderer.path} is set, and what it makes of the chart cannot be seen`),
  );
}

const versionLike = (value: unknown) => (typeof value === "string" && /^v?\d+(\.\d+){1,2}$/.test(value) ? [value] : []);
