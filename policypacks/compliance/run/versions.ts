import { charts } from "../../../catalogue";
import type { Stack } from "../facts/stack";
import { installationsIn, installers, isOf } from "../policies/helm/installations";
import { kubernetesVersionOf } from "./declarations";
import type { Session } from "./session";

/**
 * Versions of what a stack holds: of Kubernetes, and of the catalogue's charts that are declared or released. The name
 * of any other chart could be a value that should not be printed.
 */
export function versionsOf(session: Session, stack: Stack): Record<string, string> {
  const kubernetes = kubernetesVersionOf(session.declarations);
  const releases = stack
    .ofType(...installers)
    .flatMap(installationsIn)
    .flatMap((installed) => {
      const version = installed.version.value;
      const pin = Object.values(charts).find((each) => isOf(each, installed) === true);
      return pin !== undefined && isVersion(version) ? [[`chart:${pin.chart}`, version] as const] : [];
    });
  return { ...(isVersion(kubernetes) ? { kubernetes } : {}), ...Object.fromEntries(releases) };
}

/** What is printed as a version looks like one; anything else could be a value that should not be printed. */
const isVersion = (value: unknown): value is string =>
  typeof value === "string" && /^v?\d+(\.\d+)*([-+][\w.]+)?$/.test(value);
