import { addonTypes, type ChartPin } from "../../../../catalogue";
import { type Fact, fact } from "../../facts/fact";
import type { Stack } from "../../facts/stack";
import { read, type Subject } from "../../facts/subject";
import { some, type Ternary } from "../../facts/ternary";

export const release = "kubernetes:helm.sh/v3:Release";
export const chart = "kubernetes:helm.sh/v4:Chart";

/** Types of whatever installs a chart: our components, which declare it, and releases of Helm. */
export const installers: readonly string[] = [...addonTypes, release, chart];

/** What is installed of a chart, and with which values. */
export interface Installation {
  subject: Subject;
  chart: Fact;
  /** Name of the Helm release. */
  release: Fact;
  version: Fact;
  namespace: Fact;
  /** Where the chart comes from, beside what its name says. */
  repository: Fact;
  /** A value by its path, as it is written. */
  value: (path: string) => Fact;
  /** A program that changes what the chart renders; absent where there is none. */
  postRenderer: Fact;
}

/** What a chart is known by. */
export type ChartName = Pick<ChartPin, "chart">;

/** What our components declare of a chart, and what any Helm release of it says; what may be of it as well. */
export function installations(stack: Stack, wanted: ChartName): Installation[] {
  return stack
    .ofType(...installers)
    .flatMap(installationsIn)
    .filter((each) => isOf(wanted, each) !== false);
}

/** Everything that one resource installs. */
export function installationsIn(subject: Subject): Installation[] {
  if (addonTypes.includes(subject.type)) return declarations(subject).map((props) => declared(subject, props));
  return subject.type === release || subject.type === chart ? [released(subject)] : [];
}

/** In how many clusters they are, at most: a component and its release are one, and so is all of one provider. */
export function clustersOf(found: readonly Installation[]): number {
  const subjects = found.map(({ subject }) => subject);
  const parents = new Set(subjects.map(({ parent }) => parent));
  const components = subjects.filter(({ type, urn }) => addonTypes.includes(type) && !parents.has(urn));
  const releases = subjects.filter(({ type }) => !addonTypes.includes(type));
  return new Set(components).size + new Set(releases.map(({ provider }) => provider)).size;
}

/** Charts of Istio whose names are words that other charts have too. */
const commonNames: readonly unknown[] = ["base", "cni", "gateway"];

/** Whether something is installed of a chart. A chart goes by its name, or by the path or OCI address that ends in it. */
export function isOf(wanted: ChartName, { subject, chart, repository }: Installation): Ternary {
  if (chart.state === "unknown") return "unknown";
  if (typeof chart.value !== "string" || chart.value.split("/").at(-1) !== wanted.chart) return false;
  if (!commonNames.includes(wanted.chart) || addonTypes.includes(subject.type)) return true;
  return some(
    [chart, repository].map(({ state, value }) =>
      state === "unknown" ? "unknown" : typeof value === "string" && value.includes("istio"),
    ),
  );
}

/** The releases that a component declares; one that cannot be read where the list cannot. */
function declarations(subject: Subject): Fact[] {
  const list = read(subject).at("releases");
  return list.items() ?? (list.state === "absent" ? [] : [list]);
}

function declared(subject: Subject, props: Fact): Installation {
  return {
    ...installation(subject, props, (path) => props.at(["securityValues", path])),
    release: props.at("release"),
  };
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

function installation(subject: Subject, props: Fact, set: (path: string) => Fact): Installation {
  const renderers = [props.at("postrender"), props.at("postRenderer")];
  return {
    subject,
    chart: props.at("chart"),
    release: props.at("name"),
    version: { ...props.at("version"), path: "version" },
    namespace: props.at("namespace"),
    repository: props.at("repositoryOpts.repo"),
    value: (path) => ({ ...set(path), path }),
    postRenderer: renderers.find(({ state }) => state !== "absent") ?? renderers[0]!,
  };
}

/** A value by its path; what is not set is what the pinned chart says, where that version of it is installed. */
export function withDefaults({ value, version }: Installation, pin: ChartPin): (path: string) => Fact {
  return (path) => {
    const set = value(path);
    const own = pin.securityValues[path];
    if (set.state !== "absent" || own === undefined) return set;
    // What another version does by itself nobody here knows.
    if (!isVersion(pin, version)) return { ...set, state: "unknown" };
    return own.default === null ? set : { ...fact({ [path]: own.default }).at([path]), path };
  };
}

/** Whether the pinned version is the one that is installed; Helm takes it with and without a `v`. */
export const isVersion = (pin: ChartPin, { value }: Fact): boolean =>
  typeof value === "string" && bare(value) === bare(pin.version);

const bare = (version: string) => version.trim().replace(/^v/, "");
