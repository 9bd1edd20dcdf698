import { below, list, type Mistake, optional, quote, record, text } from "../../../catalogue";
import { istiod } from "../../../catalogue/charts/istio";
import type { IstioMeshArgs } from "./args";

/** What Istio itself calls a control plane without a revision. */
export const unnamed = "default";

/** A control plane among those of the mesh. */
export interface Revision {
  name: string;
  tags: string[];
  /** Version of its chart. */
  version: string;
}

export interface Revisions {
  current: Revision;
  previous?: Revision;
}

/** The longest object named after one, the Service `istiod-revision-tag-<tag>`, has 63 characters for its name. */
const revisionText = text(
  "lower-case letters, digits and dashes, 1 to 43 characters",
  /^(?=.{1,43}$)[a-z0-9](?:[-a-z0-9]*[a-z0-9])?$/,
);

export const revisionMembers = {
  revision: optional(revisionText),
  revisionTags: optional(list(revisionText)),
  previous: optional(
    record({
      revision: optional(revisionText),
      version: text("the version of a chart, such as 1.29.6", /^\d+\.\d+\.\d+$/),
      revisionTags: optional(list(revisionText)),
    }),
  ),
};

export function resolveRevisions(args: IstioMeshArgs, path: string, mistakes: Mistake[]): Revisions {
  const { previous } = args;
  const current = { name: args.revision ?? unnamed, tags: args.revisionTags ?? [], version: istiod.version };
  // What is left of one whose version is wrong says nothing more.
  if (previous?.version === undefined) {
    mistakes.push(...ambiguities(current, undefined, path));
    return { current };
  }
  const { revision: name = unnamed, revisionTags: tags = [], version } = previous;
  mistakes.push(...ambiguities(current, { name, tags, version }, path));
  return { current, previous: { name, tags, version } };
}

/** Every name stands for one control plane. */
function ambiguities(current: Revision, previous: Revision | undefined, path: string): Mistake[] {
  const names = [
    { name: current.name, path: below(path, "revision") },
    ...(previous ? [{ name: previous.name, path: below(path, "previous.revision") }] : []),
    ...current.tags.map((name, index) => ({ name, path: below(path, `revisionTags[${index}]`) })),
    ...(previous?.tags ?? []).map((name, index) => ({ name, path: below(path, `previous.revisionTags[${index}]`) })),
  ];
  return names.flatMap((each, index) => {
    const first = names.slice(0, index).find(({ name }) => name === each.name);
    if (first === undefined) return [];
    return [{ path: each.path, got: quote(each.name), expected: `another name than that of ${first.path}` }];
  });
}

/** Names by which a namespace can follow one of the control planes. */
export function namesOf({ current, previous }: Revisions): string[] {
  return [current, ...(previous ? [previous] : [])].flatMap(({ name, tags }) => [name, ...tags]);
}

/** The one that was there first: it validates, and gateways follow it, until nothing needs it any more. */
export function settledOf({ current, previous }: Revisions): Revision {
  return previous ?? current;
}

/** A revision as the charts take it: they say nothing for the one without a name. */
export const chartRevision = ({ name }: Pick<Revision, "name">) => (name === unnamed ? "" : name);

/** The pin of one control plane. Each revision is a release of its own, so that a new one leaves the old one alone. */
export const pinOf = ({ name, version }: Revision) => ({
  ...istiod,
  version,
  release: name === unnamed ? istiod.release : `${istiod.release}-${name}`,
});
