import { charts, ComponentType } from "../../../catalogue";
import type { Stack } from "../facts/stack";
import { read } from "../facts/subject";
import { isChart } from "../policies/helm/installations";
import { kubernetesVersionOf } from "./declarations";
import type { Session } from "./session";

/**
 * Versions of what a stack holds: of Kubernetes, and of the catalogue's charts that are declared or released. The name
 * of any other chart could be a value that should not be printed.
 */
export function versionsOf(session: Session, stack: Stack): Record<string, string> {
  const kubernetes = kubernetesVersionOf(session.declarations);
  const releases = [
    ...stack.ofType(ComponentType.Gatekeeper).map((subject) => read(subject).at("release")),
    ...stack.ofType("kubernetes:helm.sh/v3:Release", "kubernetes:helm.sh/v4:Chart").map(read),
  ].flatMap((release) => {
    const [chart, version] = [release.at("chart").value, release.at("version").value];
    const pin = Object.values(charts).find((each) => isChart(each, chart));
    return pin !== undefined && isVersion(version) ? [[`chart:${pin.chart}`, version] as const] : [];
  });
  return { ...(isVersion(kubernetes) ? { kubernetes } : {}), ...Object.fromEntries(releases) };
}

/** What is printed as a version looks like one; anything else could be a value that should not be printed. */
const isVersion = (value: unknown): value is string =>
  typeof value === "string" && /^v?\d+(\.\d+)*([-+][\w.]+)?$/.test(value);
