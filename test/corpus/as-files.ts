import { stringify } from "yaml";
import { controlById } from "../../catalogue";
import { isUnknown } from "../../policypacks/compliance/facts/unknown";
import { type Sample, urnOf } from "../support/samples";
import { type CorpusCase, registered } from "./corpus";

/** A case as a file that `rampart check` reads. */
export interface CaseFile {
  form: "manifests" | "stack export";
  /** Name of the file. */
  name: string;
  content: string;
}

/** Why no file can hold a case; undefined where one can. */
export function whyNotInFile({ resources, settings }: CorpusCase): string | undefined {
  if (settings !== undefined) return "settings of its own";
  if (holdsUnknown(resources)) return "a value that is not known, and a file holds none";
  if (resources.length === 0) return "no resource";
  if (resources.some(({ ignoreChanges = [] }) => ignoreChanges.length > 0))
    return "ignoreChanges, which changes nothing in what is deployed";
  if (resources.some(({ type }) => type === "kubernetes:helm.sh/v4:Chart"))
    return "a Chart, whose inputs nobody is shown";
  return undefined;
}

const holdsUnknown = (value: unknown): boolean =>
  typeof value === "object" && value !== null ? Object.values(value).some(holdsUnknown) : isUnknown(value);

/** Objects whose controls they decide by themselves become manifests, all else the output of `pulumi stack export`. */
export function fileOf(each: CorpusCase): CaseFile {
  const isOwn = Object.keys(each.expect).every((id) => controlById(id)!.kind !== "stack");
  return isOwn && each.resources.every(isManifest)
    ? { form: "manifests", name: `${each.id}.yaml`, content: manifests(each.resources) }
    : { form: "stack export", name: `${each.id}.json`, content: stackExport(each.resources) };
}

/** Whether all that a resource says is in its object. */
function isManifest({ type, props, parent, sources, outputs }: Sample): boolean {
  const { apiVersion, kind } = props;
  return (
    [parent, sources, outputs].every((each) => each === undefined) &&
    typeof apiVersion === "string" &&
    typeof kind === "string" &&
    registered(props).type === type
  );
}

/** Read as YAML 1.1, as Kubernetes does it. */
const manifests = (resources: readonly Sample[]) =>
  resources.map(({ props }) => stringify(props, { version: "1.1", aliasDuplicateObjects: false })).join("---\n");

function stackExport(resources: readonly Sample[]): string {
  const urnsOf = (name: string) => resources.filter((each) => each.name === name || urnOf(each) === name).map(urnOf);
  const provider = ({ type: of, provider: name }: Sample) => {
    const type = `pulumi:providers:${of.split(":")[0]!}`;
    const found = resources.find((each) => each.type === type && each.name === name);
    return found === undefined ? {} : { provider: `${urnOf(found)}::${name}` };
  };
  const states = resources.map((sample) => ({
    urn: urnOf(sample),
    type: sample.type,
    custom: !sample.type.startsWith("rampart:"),
    inputs: sample.props,
    outputs: { ...sample.props, ...sample.outputs },
    ...provider(sample),
    ...(sample.parent === undefined ? {} : { parent: urnsOf(sample.parent)[0] }),
    propertyDependencies: Object.fromEntries(
      Object.entries(sample.sources ?? {}).map(([property, names]) => [property, names.flatMap(urnsOf)]),
    ),
  }));
  return JSON.stringify({ version: 3, deployment: { resources: states } });
}
