import { ComponentType } from "../../../catalogue";
import type { Stack } from "../facts/stack";
import { read } from "../facts/subject";
import { kubernetesVersionOf } from "./declarations";
import type { Session } from "./session";

/** Versions of what a stack holds: of Kubernetes, and of the charts that are declared or released. */
export function versionsOf(session: Session, stack: Stack): Record<string, string> {
  const kubernetes = kubernetesVersionOf(session.declarations);
  const charts = [
    ...stack.ofType(ComponentType.Gatekeeper).map((subject) => read(subject).at("release")),
    ...stack.ofType("kubernetes:helm.sh/v3:Release", "kubernetes:helm.sh/v4:Chart").map(read),
  ].flatMap((release) => {
    const [chart, version] = [release.at("chart").value, release.at("version").value];
    return typeof chart === "string" && isVersion(version) ? [[`chart:${chart}`, version] as const] : [];
  });
  return { ...(isVersion(kubernetes) ? { kubernetes } : {}), ...Object.fromEntries(charts) };
}

/** What is printed as a version looks like one; anything else could be a value that should not be printed. */
const isVersion = (value: unknown): value is string =>
  typeof value === "string" && /^v?\d+(\.\d+)*([-+][\w.]+)?$/.test(value);
