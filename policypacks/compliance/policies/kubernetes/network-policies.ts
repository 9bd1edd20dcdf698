import { type Fact, fact } from "../../facts/fact";
import type { KubernetesObject } from "../../facts/kubernetes";
import type { Stack } from "../../facts/stack";
import type { Subject } from "../../facts/subject";
import { sentinel } from "../../facts/unknown";
import { hiddenItems, objectsIn } from "./objects";
import { calicoEffectOf, effectOf, foreignEffectOf, patchEffectOf, type PolicyEffect, unclear } from "./policy-effect";

/** A namespace that the stack creates. */
export interface CreatedNamespace {
  subject: Subject;
  labels: Fact;
  /** Undefined while it is not known. */
  name: string | undefined;
  /** Where it stands in a list whose items are not known, if it is one at all. */
  hidden?: string;
}

/** A policy of the stack, with what it means for the namespaces that it holds in. */
export interface FoundPolicy {
  subject: Subject;
  effect: PolicyEffect;
  /** The one namespace that it holds in; undefined where it is not known, or where it holds in many. */
  namespace: string | undefined;
  /** "yes", "no", or "maybe" where its namespace is not known. */
  holdsIn: (namespace: CreatedNamespace) => "yes" | "no" | "maybe";
}

/** What a stack creates; a patch creates nothing. */
export function namespacesOf(stack: Stack): CreatedNamespace[] {
  return [
    ...objectsIn(stack, isNamespace)
      .filter(({ subject }) => !isPatch(subject))
      .map(({ subject, props }) => ({ subject, labels: props.at("metadata.labels"), name: nameOf(props, subject) })),
    ...hiddenItems(stack, ["Namespace"]).map(({ subject, path }) => ({
      subject,
      labels: fact({ labels: sentinel }).at("labels"),
      name: undefined,
      hidden: path,
    })),
  ];
}

const isPatch = ({ type }: Subject) => type.endsWith("Patch");
const isNamespace = ({ apiGroup, kind }: KubernetesObject) => apiGroup === "" && kind === "Namespace";

/** A kind of policy, and how its effect is read. */
interface PolicyKind {
  apiGroup: RegExp;
  kinds: readonly string[];
  effect: (spec: Fact, subject: Subject) => PolicyEffect;
  /** Whether it holds in the namespace that it is in. Otherwise it holds in the whole cluster. */
  namespaced: boolean;
}

const calico = /(^|\.)projectcalico\.org$/;
const policyKinds: readonly PolicyKind[] = [
  {
    apiGroup: /^(networking\.k8s\.io|extensions)$/,
    kinds: ["NetworkPolicy"],
    effect: (spec, subject) => (isPatch(subject) ? patchEffectOf(spec) : effectOf(spec)),
    namespaced: true,
  },
  { apiGroup: calico, kinds: ["NetworkPolicy"], effect: calicoEffectOf, namespaced: true },
  { apiGroup: calico, kinds: ["GlobalNetworkPolicy"], effect: calicoEffectOf, namespaced: false },
  {
    apiGroup: /^(cilium\.io|networking\.k8s\.aws)$/,
    kinds: ["CiliumNetworkPolicy", "ApplicationNetworkPolicy"],
    effect: foreignEffectOf,
    namespaced: true,
  },
  {
    apiGroup: /^(policy\.networking\.k8s\.io|cilium\.io|networking\.k8s\.aws)$/,
    kinds: [
      "AdminNetworkPolicy",
      "BaselineAdminNetworkPolicy",
      "CiliumClusterwideNetworkPolicy",
      "ClusterNetworkPolicy",
    ],
    effect: foreignEffectOf,
    namespaced: false,
  },
];

const policyKindOf = ({ apiGroup, kind }: KubernetesObject) =>
  policyKinds.find((each) => each.apiGroup.test(apiGroup) && each.kinds.includes(kind));

export function policiesOf(stack: Stack): FoundPolicy[] {
  const found = objectsIn(stack, (each) => policyKindOf(each) !== undefined);
  const kinds = policyKinds.flatMap((each) => each.kinds);
  return [
    ...found.map(({ subject, props, object }) => foundPolicy(policyKindOf(object)!, props, subject)),
    ...hiddenItems(stack, kinds).map(({ subject }): FoundPolicy => ({
      subject,
      effect: unclear,
      namespace: undefined,
      holdsIn: (namespace) => (sameCluster(namespace, subject) ? "maybe" : "no"),
    })),
  ];
}

function foundPolicy({ effect, namespaced }: PolicyKind, props: Fact, subject: Subject): FoundPolicy {
  return {
    subject,
    effect: effect(props.at("spec"), subject),
    namespace: namespaced ? targetOf(props) : undefined,
    holdsIn: namespaced
      ? (namespace) => holdsIn(namespace, props, subject)
      : (namespace) => (sameCluster(namespace, subject) ? "yes" : "no"),
  };
}

const sameCluster = (namespace: CreatedNamespace, { provider }: Subject) => namespace.subject.provider === provider;

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
  if (!sameCluster(namespace, subject)) return "no";
  const target = targetOf(policy);
  const { subjects } = subject.sources("metadata");
  const sources = subjects.filter(({ type }) => /^kubernetes:core\/v1:Namespace(Patch)?$/.test(type));
  const linked = sources.some(({ urn }) => urn === namespace.subject.urn);
  if (target !== undefined)
    return namespace.name === undefined ? (linked ? "yes" : "maybe") : target === namespace.name ? "yes" : "no";
  if (sources.length === 0) return "maybe";
  return linked ? (sources.length === 1 ? "yes" : "maybe") : "no";
}
