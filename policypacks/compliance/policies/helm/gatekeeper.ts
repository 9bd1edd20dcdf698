import { charts, type ChartScalar, ComponentType } from "../../../../catalogue";
import { type Fact, fact } from "../../facts/fact";
import { all, between, fail, type Judgement, oneOf, unreadable } from "../../facts/judgement";
import type { Stack } from "../../facts/stack";
import { read, type Subject } from "../../facts/subject";
import { cluster } from "../aws/types";
import { type Context, guarded, type StackCheck, type StackJudgement } from "../check";

const pin = charts.gatekeeper;
const release = "kubernetes:helm.sh/v3:Release";
const chart = "kubernetes:helm.sh/v4:Chart";

/** Values of the chart that switch enforcement off, and what they must be. */
const switches: Record<string, string | boolean> = {
  validatingWebhookFailurePolicy: "Fail",
  disableValidatingWebhook: false,
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
    const found = installations(stack).map(({ subject, chart, read }) => ({
      subject,
      judgement:
        chart.state === "unknown" ? unreadable(chart, "the name of a chart") : guarded(() => judge(read, context)),
    }));
    return found.length > 0 ? found : absent(clusters);
  },
};

function absent(clusters: readonly Subject[]): StackJudgement[] {
  return clusters.map((subject) => ({
    subject,
    judgement: fail(
      `the stack installs no ${pin.chart}; expected chart ${pin.chart} ${pin.version} beside the cluster`,
    ),
  }));
}

interface Values {
  version: Fact;
  value: (path: string) => Fact;
}

interface Installation {
  subject: Subject;
  chart: Fact;
  read: Values;
}

/** What our component declares, and what any Helm release of the chart says. */
function installations(stack: Stack): Installation[] {
  const declared = stack.ofType(ComponentType.Gatekeeper).map((subject) => {
    const props = read(subject).at("release");
    const value = (path: string) => props.at(["securityValues", path]);
    return { subject, chart: props.at("chart"), read: { version: props.at("version"), value: overDefaults(value) } };
  });
  const released = stack
    .ofType(release, chart)
    .map((subject) => {
      // Until a provider has merged them, files of values are as good as unknown.
      const props = read(subject);
      const value = (path: string) => {
        const set = props.at(["values", ...path.split(".")]);
        const files = props.at("valueYamlFiles");
        return set.state === "absent" && files.state !== "absent" && files.items()?.length !== 0
          ? { ...set, state: "unknown" as const }
          : set;
      };
      return { subject, chart: props.at("chart"), read: { version: props.at("version"), value: overDefaults(value) } };
    })
    .filter(({ chart }) => chart.state === "unknown" || isGatekeeper(chart.value));
  return [...declared, ...released];
}

/** A chart goes by its name, or by the path or OCI address that ends in it. */
const isGatekeeper = (name: unknown) => typeof name === "string" && name.split("/").at(-1) === pin.chart;

/** A value that is not set is what the pinned chart says. */
function overDefaults(value: (path: string) => Fact): (path: string) => Fact {
  const defaults: Record<string, ChartScalar> = pin.securityDefaults;
  return (path) => {
    const set = value(path);
    return set.state === "absent" && path in defaults ? { ...fact({ [path]: defaults[path] }).at([path]), path } : set;
  };
}

function judge({ version, value }: Values, { posture }: Context): Judgement {
  return all(
    oneOf({ ...version, path: "version" }, { values: [pin.version], printable: versionLike(version.value) }),
    between(value("replicas"), posture.admissionReplicas.min.value, Infinity),
    ...Object.entries(switches).map(([path, expected]) =>
      oneOf(value(path), { values: [expected], printable: ["Ignore"] }),
    ),
  );
}

const versionLike = (value: unknown) => (typeof value === "string" && /^v?\d+(\.\d+){1,2}$/.test(value) ? [value] : []);
