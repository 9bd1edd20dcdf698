import { type Mistake, quote } from "../../../catalogue/contracts";
import type { NodeAmiType } from "./args";
import { familyOf, type ImageFamily } from "./images";

/** What a group's nodes run, and since when it could be had. */
export interface NodeRelease {
  /** An exact release, or `recommended`. */
  release: string;
  /** Day of publication, `YYYY-MM-DD`; absent where the release does not tell it. */
  published?: string;
}

/** Stands for what AWS recommends on the day of the run. */
export const recommended = "recommended";

const bottlerocket: NodeRelease = { release: "1.66.0-1ad6b4a4", published: "2026-09-22" };

/**
 * The releases that nodes run unless told otherwise, by Kubernetes version. A later one never arrives by itself: it is a
 * change of this table, or of the argument `release`. One release of Bottlerocket covers all of its variants, with one
 * build id. https://github.com/awslabs/amazon-eks-ami/releases, https://github.com/bottlerocket-os/bottlerocket/releases
 */
export const pinnedReleases: Record<string, Record<ImageFamily, NodeRelease>> = {
  "1.35": { al2023: { release: "1.35.8-20260930", published: "2026-09-30" }, bottlerocket },
  "1.36": { al2023: { release: "1.36.4-20260930", published: "2026-09-30" }, bottlerocket },
};

const dated = /^(\d+\.\d+)\.\d+-(20\d\d)([01]\d)([0-3]\d)$/;

/** Whether the calendar has this day. */
function isDay(day: string): boolean {
  const time = Date.parse(day);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(day);
}

const built = /^\d+\.\d+\.\d+-[0-9a-f]{8}$/;

/** The release of a group; notes one that is of another family or Kubernetes version than the group's. */
export function resolveRelease(
  release: string | undefined,
  path: string,
  { amiType, kubernetesVersion }: { amiType: NodeAmiType; kubernetesVersion: string },
  mistakes: Mistake[],
): NodeRelease {
  const family = familyOf(amiType);
  const pinned = pinnedReleases[kubernetesVersion]![family];
  if (release === undefined) return pinned;
  if (release === recommended) return { release };
  const date = dated.exec(release);
  if (family === "al2023") {
    const published = date?.slice(2, 5).join("-") ?? "";
    if (date?.[1] === kubernetesVersion && isDay(published)) return { release, published };
    const expected = `a release of Amazon Linux for Kubernetes ${kubernetesVersion}, such as ${pinned.release}, or "${recommended}"`;
    mistakes.push({ path, got: quote(release), expected });
  } else if (date !== null || !built.test(release)) {
    // Eight digits can be a build id too, but what reads as a date is a release of Amazon Linux.
    const expected = `a release of Bottlerocket, such as ${pinned.release}, or "${recommended}"`;
    mistakes.push({ path, got: quote(release), expected });
  }
  return release === pinned.release ? pinned : { release };
}
