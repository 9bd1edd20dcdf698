import { type Fact, fact } from "../../facts/fact";
import { objectsOf, type KubernetesObject } from "../../facts/kubernetes";
import type { Stack } from "../../facts/stack";
import { read, type Subject } from "../../facts/subject";
import { effectOf, globalEffectOf, type PolicyEffect } from "./policy-effect";

/** A namespace that the stack creates. */
export interface CreatedNamespace {
  subject: Subject;
  /** Undefined while it is not known. */
  name: string | undefined;
}

/** A policy of the stack, with what it means for the namespaces that it holds in. */
export interface FoundPolicy {
  effect: PolicyEffect;
  /** The one namespace that it holds in; undefined where it is not known, or where it holds in many. */
  namespace: string | undefined;
  /** "yes", "no", or "maybe" where its namespace is not known. */
  holdsIn: (namespace: CreatedNamespace) => "yes" | "no" | "maybe";
}

export function namespacesOf(stack: Stack): CreatedNamespace[] {
  return objects(stack, isNamespace).map(({ subject, props }) => ({ subject, name: nameOf(props, subject) }));
}

const isNamespace = ({ apiGroup, kind }: KubernetesObject) => apiGroup === "" && kind === "Namespace";
const isNetworkPolicy = ({ apiGroup, kind }: KubernetesObject) =>
  (apiGroup === "networking.k8s.io" || apiGroup === "extensions") && kind === "NetworkPolicy";
const isGlobalPolicy = ({ apiGroup, kind }: KubernetesObject) =>
  /(^|\.)projectcalico\.org$/.test(apiGroup) && kind === "GlobalNetworkPolicy";

export function policiesOf(stack: Stack): FoundPolicy[] {
  return [
    ...objects(stack, isNetworkPolicy).map(({ subject, props }) => ({
      effect: effectOf(props.at("spec")),
      namespace: targetOf(props),
      holdsIn: (namespace: CreatedNamespace) => holdsIn(namespace, props, subject),
    })),
    ...objects(stack, isGlobalPolicy).map(({ subject, props }) => ({
      effect: globalEffectOf(props.at("spec")),
      namespace: undefined,
      holdsIn: ({ subject: { provider } }: CreatedNamespace) =>
        provider === subject.provider ? ("yes" as const) : ("no" as const),
    })),
  ];
}

function objects(stack: Stack, wanted: (object: KubernetesObject) => boolean): { subject: Subject; props: Fact }[] {
  return stack.subjects.flatMap((subject) =>
    objectsOf(subject.type, subject.props)
      .objects.filter(wanted)
      .map((each) => ({ subject, props: each.path === "" ? read(subject) : fact(each.object) })),
  );
}

/** The name of an object; where Pulumi makes it up, what the outputs say. */
function nameOf(props: Fact, subject: Subject): string | undefined {
  const given = props.at("metadata.name");
  const name = given.state === "absent" ? fact(subject.outputs).at("metadata.name") : given;
  return typeof name.value === "string" ? name.value : undefined;
}

/** A policy without namespace goes to the one that is called default. */
function targetOf(policy: Fact): string | undefined {
  const target = policy.at("metadata.namespace");
  if (target.state === "absent") return "default";
  return typeof target.value === "string" ? target.value : undefined;
}

function holdsIn(namespace: CreatedNamespace, policy: Fact, subject: Subject): "yes" | "no" | "maybe" {
  if (namespace.subject.provider !== subject.provider) return "no";
  const target = targetOf(policy);
  const { subjects } = subject.sources("metadata");
  const sources = subjects.filter(({ type }) => /^kubernetes:core\/v1:Namespace(Patch)?$/.test(type));
  const linked = sources.some(({ urn }) => urn === namespace.subject.urn);
  if (target !== undefined)
    return namespace.name === undefined ? (linked ? "yes" : "maybe") : target === namespace.name ? "yes" : "no";
  if (sources.length === 0) return "maybe";
  return linked ? (sources.length === 1 ? "yes" : "maybe") : "no";
}
