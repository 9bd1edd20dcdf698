import { type ChartPin, charts } from "../../../../catalogue";
import { all, between, fail, type Judgement, oneOf, unknown, unreadable } from "../../facts/judgement";
import type { Subject } from "../../facts/subject";
import { cluster } from "../aws/types";
import { type Context, each, guarded, type StackCheck, type StackJudgement } from "../check";
import { clustersOf, type Installation, installations, withDefaults } from "./installations";
import { judgeRenderer, judgeValues, type ValueOf } from "./security-values";
import { judgeReach } from "./webhook-reach";

const pin = charts.gatekeeper;

/** By engine, where its chart says how many replicas admit, and what of its values the pack judges beside the pin's own. */
const engines: readonly { pin: ChartPin; replicas: string; reach: (installed: Installation) => Judgement[] }[] = [
  {
    pin,
    replicas: "replicas",
    reach: (installed) => judgeReach({ value: withDefaults(installed, pin), namespace: installed.namespace }),
  },
  // Its webhooks follow from its policies, which are objects of the stack.
  { pin: charts.kyverno, replicas: "admissionController.replicas", reach: () => [] },
];

/** The values of the engines' own charts, which are judged here with what takes objects away from their webhooks. */
export const isOwnValue: ValueOf = ({ chart }) => engines.some((each) => each.pin.chart === chart);

/** POL-01: a cluster has Gatekeeper, or Kyverno, at the pinned version, with enough replicas, failing closed and auditing. */
export const gatekeeper: StackCheck = {
  control: "POL-01",
  none: "the stack holds no EKS cluster",
  judge: (stack, context) => {
    const clusters = stack.ofType(cluster);
    if (clusters.length === 0) return [];
    const found = engines.flatMap((engine) =>
      installations(stack, engine.pin).map((installed) => ({ engine, installed })),
    );
    if (found.length === 0) return each(clusters, absent);
    return [
      ...found.map(({ engine, installed }) => ({
        subject: installed.subject,
        judgement: guarded(() => judge(engine, installed, context)),
      })),
      ...uncovered(clusters, clustersOf(found.map(({ installed }) => installed))),
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

function judge(
  { pin, replicas, reach }: (typeof engines)[number],
  installed: Installation,
  { posture }: Context,
): Judgement {
  const { chart, version } = installed;
  const value = withDefaults(installed, pin);
  if (chart.state === "unknown") return unreadable(chart, "the name of a chart");
  return all(
    oneOf(version, { values: [pin.version], printable: versionLike(version.value) }),
    between(value(replicas), posture.admissionReplicas.min.value, Infinity),
    ...judgeValues(installed, pin, "POL-01"),
    ...reach(installed),
    judgeRenderer(installed),
  );
}

const versionLike = (value: unknown) => (typeof value === "string" && /^v?\d+(\.\d+){1,2}$/.test(value) ? [value] : []);
