import { type ChartPin, type ChartScalar, charts, ComponentType } from "../../../../catalogue";
import { type Fact, fact } from "../../facts/fact";
import type { Stack } from "../../facts/stack";
import { read, type Subject } from "../../facts/subject";

const pin = charts.gatekeeper;
const release = "kubernetes:helm.sh/v3:Release";
const chart = "kubernetes:helm.sh/v4:Chart";

/** What is installed of the chart, and with which values. */
export interface Installation {
  subject: Subject;
  chart: Fact;
  version: Fact;
  namespace: Fact;
  /** A value by its path; what is not set is what the pinned chart says. */
  value: (path: string) => Fact;
  /** A program that changes what the chart renders; absent where there is none. */
  postRenderer: Fact;
}

/** What our component declares, and what any Helm release of the chart says. */
export function installations(stack: Stack): Installation[] {
  return [
    ...stack.ofType(ComponentType.Gatekeeper).map(declared),
    ...stack
      .ofType(release, chart)
      .map(released)
      .filter(({ chart }) => chart.state === "unknown" || isChart(pin, chart.value)),
  ];
}

/** In how many clusters they are, at most: a component and its release are one, and so is all of one provider. */
export function clustersOf(found: readonly Installation[]): number {
  const subjects = found.map(({ subject }) => subject);
  const parents = new Set(subjects.map(({ parent }) => parent));
  const components = subjects.filter(({ type, urn }) => type === ComponentType.Gatekeeper && !parents.has(urn));
  const releases = subjects.filter(({ type }) => type !== ComponentType.Gatekeeper);
  return components.length + new Set(releases.map(({ provider }) => provider)).size;
}

/** A chart goes by its name, or by the path or OCI address that ends in it. */
export const isChart = ({ chart }: ChartPin, name: unknown) =>
  typeof name === "string" && name.split("/").at(-1) === chart;

function declared(subject: Subject): Installation {
  const props = read(subject).at("release");
  return installation(subject, props, (path) => props.at(["securityValues", path]));
}

function released(subject: Subject): Installation {
  const props = read(subject);
  const files = props.at("valueYamlFiles");
  const merged = files.state === "absent" || files.items()?.length === 0;
  return installation(subject, props, (path) => {
    const set = props.at(["values", ...path.split(".")]);
    // Until a provider has merged them, files of values are as good as unknown.
    return set.state === "absent" && !merged ? { ...set, state: "unknown" as const } : set;
  });
}

function installation(subject: Subject, props: Fact, value: (path: string) => Fact): Installation {
  const renderers = [props.at("postrender"), props.at("postRenderer")];
  return {
    subject,
    chart: props.at("chart"),
    version: { ...props.at("version"), path: "version" },
    namespace: props.at("namespace"),
    value: overDefaults(value),
    postRenderer: renderers.find(({ state }) => state !== "absent") ?? renderers[0]!,
  };
}

function overDefaults(value: (path: string) => Fact): (path: string) => Fact {
  const defaults: Record<string, ChartScalar> = pin.securityDefaults;
  return (path) => {
    const set = value(path);
    return set.state === "absent" && path in defaults ? { ...fact({ [path]: defaults[path] }).at([path]), path } : set;
  };
}
