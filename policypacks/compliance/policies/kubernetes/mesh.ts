import { Part } from "../../../../catalogue";
import { all } from "../../facts/judgement";
import type { Stack } from "../../facts/stack";
import type { Subject } from "../../facts/subject";
import type { Ternary } from "../../facts/ternary";
import { type Context, each, type StackJudgement } from "../check";
import { type Installation, installations, isOf } from "../helm/installations";
import { clustersWithout, type Count, countOf, hasEach, type Wanted } from "../helm/presence";
import { type FoundObject, isKind, type Kind, objectsIn } from "./objects";

const istiod = { chart: "istiod" };
const usualRoot = "istio-system";

/** The meshes of a stack. */
export interface Meshes {
  /** Whatever installs istiod, or may. */
  found: readonly Installation[];
  count: Count;
  /** Whether an object is in the namespace in which it holds for the whole mesh. */
  isInRoot: (object: FoundObject) => Ternary;
}

export function meshesOf(stack: Stack): Meshes {
  const found = installations(stack, istiod);
  const sure = found.filter((each) => isOf(istiod, each) === true);
  const roots = sure.map((each) => ({ provider: each.subject.provider, root: rootOf(each) }));
  return {
    found: sure,
    count: countOf(found, istiod),
    isInRoot: ({ subject, props }) => {
      const own = roots.filter(({ provider }) => provider === subject.provider);
      const names = (own.length > 0 ? own : roots).map(({ root }) => root);
      const namespace = props.at("metadata.namespace");
      if (namespace.state === "unknown") return "unknown";
      const wanted = names.length === 0 ? [usualRoot] : names;
      if (wanted.some((each) => each !== undefined && each === namespace.value)) return true;
      return wanted.includes(undefined) ? "unknown" : false;
    },
  };
}

/** Undefined where it is not known. */
function rootOf({ value }: Installation): string | undefined {
  const asked = ["meshConfig.rootNamespace", "global.istioNamespace"].map(value);
  const first = asked.find(({ state }) => state !== "absent");
  if (first === undefined) return usualRoot;
  return typeof first.value === "string" ? first.value : undefined;
}

/** The objects of a kind that hold for the whole mesh, for sure or maybe: they select no workload of their own. */
export function meshWide(
  stack: Stack,
  kind: Kind,
  { isInRoot }: Meshes,
): { sure: FoundObject[]; maybe: FoundObject[] } {
  const objects = objectsIn(stack, isKind(kind))
    .filter(({ subject }) => !isPatch(subject))
    .map((object) => ({ object, answer: holdsForAll(object, isInRoot) }));
  return {
    sure: objects.filter(({ answer }) => answer === true).map(({ object }) => object),
    maybe: objects.filter(({ answer }) => answer === "unknown").map(({ object }) => object),
  };
}

/** What a patch makes of an object that is there cannot be seen, so by itself it is nothing that is asked for. */
const isPatch = ({ type }: Subject) => type.endsWith("Patch");

const selectors = ["selector", "targetRef", "targetRefs"];

function holdsForAll(object: FoundObject, isInRoot: Meshes["isInRoot"]): Ternary {
  const root = isInRoot(object);
  const spec = object.props.at("spec");
  if (root === false || spec.state === "unknown") return root === false ? false : "unknown";
  const limits = selectors.map((key) => spec.at(key));
  if (limits.some((each) => each.state === "known" && (each.keys() ?? each.items())?.length !== 0)) return false;
  return limits.some(({ state }) => state === "unknown") ? "unknown" : root;
}

/** What every control of the mesh asks first: that there is one. */
export function judgeMesh(part: Part, stack: Stack, context: Context, { count }: Meshes) {
  const clusters = clustersWithout(part, stack, context);
  const wanted = { what: "Istio", expected: "the charts of Istio beside each cluster" };
  return { clusters, installed: hasEach(clusters.length, count, wanted) };
}

/** An object that each mesh must hold, so that it counts for the whole of it. */
interface MeshWide {
  count: Count;
  wanted: Wanted;
}

/**
 * Whether each cluster has a mesh, and each mesh its object. Where a stack installs a mesh into a cluster that it does not
 * make, and says more of it (`inMesh`), the mesh is judged instead of the cluster.
 */
export function judgeMeshWide(
  stack: Stack,
  context: Context,
  meshes: Meshes,
  { count, wanted }: MeshWide,
  inMesh: boolean,
): StackJudgement[] {
  const { clusters, installed } = judgeMesh(Part.Mesh, stack, context, meshes);
  if (clusters.length === 0 && inMesh) {
    const judgement = hasEach(meshes.count.sure, count, wanted);
    return each(installersOf(meshes), () => judgement);
  }
  const held = hasEach(clusters.length, count, wanted);
  return each(clusters, () => (installed.verdict === "fail" ? installed : all(installed, held)));
}

/** What installs a mesh; of a component and its release the component. */
function installersOf({ found }: Meshes): readonly Subject[] {
  const subjects = [...new Map(found.map(({ subject }) => [subject.urn, subject])).values()];
  return subjects.filter(({ parent }) => !subjects.some(({ urn }) => urn === parent));
}
