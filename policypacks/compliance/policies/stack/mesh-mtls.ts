import { addonTypes, charts, platformNamespaces } from "../../../../catalogue";
import type { Fact } from "../../facts/fact";
import { fail, type Judgement, pass, unknown } from "../../facts/judgement";
import type { Stack } from "../../facts/stack";
import { some, type Ternary } from "../../facts/ternary";
import { guarded, type StackCheck, type StackJudgement } from "../check";
import { type Installation, installationsIn } from "../helm/installations";
import { countObjects } from "../helm/presence";
import { judgeMeshWide, type Meshes, meshesOf, meshWide } from "../kubernetes/mesh";
import { type CreatedNamespace, namespacesOf } from "../kubernetes/network-policies";
import { isKind, judgeHidden, objectsIn } from "../kubernetes/objects";

const peerAuthentication = { apiGroup: "security.istio.io", kind: "PeerAuthentication" };

/**
 * TLS-01: a mesh takes nothing but mutual TLS, nowhere less, and every namespace is in it. Of each policy by itself object
 * rules tell.
 */
export const meshMtls: StackCheck = {
  control: "TLS-01",
  none: "the stack holds no EKS cluster and no PeerAuthentication",
  judge: (stack, context) => {
    const meshes = meshesOf(stack);
    const strict = {
      count: strictOf(stack, meshes),
      wanted: {
        what: "mesh-wide PeerAuthentication of mode STRICT",
        expected: "one without a selector in the mesh's root namespace",
      },
    };
    const parts = [
      ...judgeHidden(stack, peerAuthentication),
      ...(meshes.found.length === 0 ? [] : judgeNamespaces(stack, meshes.found)),
    ];
    const inMesh = parts.length > 0 || objectsIn(stack, isKind(peerAuthentication)).length > 0;
    return [...judgeMeshWide(stack, context, meshes, strict, inMesh), ...parts];
  },
};

function strictOf(stack: Stack, meshes: Meshes) {
  const { sure, maybe } = meshWide(stack, peerAuthentication, meshes);
  const mode = ({ props }: { props: Fact }) => props.at("spec.mtls.mode");
  const good = sure.filter((each) => mode(each).value === "STRICT");
  const open =
    sure.some((each) => mode(each).state === "unknown") ||
    maybe.some((each) => mode(each).state === "unknown" || mode(each).value === "STRICT");
  return countObjects(
    good.map(({ subject }) => subject),
    open || judgeHidden(stack, peerAuthentication).length > 0,
  );
}

/** What is not in the mesh talks in the clear, whatever the mesh takes. */
function judgeNamespaces(stack: Stack, meshes: readonly Installation[]): StackJudgement[] {
  const platform = platformOf(stack, meshes);
  const addons = new Set<string | undefined>(stack.ofType(...addonTypes).map(({ urn }) => urn));
  return namespacesOf(stack)
    .filter(({ name, subject }) => !platform.has(name) && !addons.has(subject.parent))
    .map((namespace) => ({
      subject: namespace.subject,
      judgement: { ...guarded(() => judgeNamespace(namespace)), rule: "in-mesh" },
    }));
}

/** The API server and nodes call the platform's pods without a certificate of the mesh. */
function platformOf(stack: Stack, meshes: readonly Installation[]): ReadonlySet<unknown> {
  return new Set<unknown>(
    [
      ...platformNamespaces.map(({ name }) => name),
      ...Object.values(charts).map(({ namespace }) => namespace),
      ...stack
        .ofType(...addonTypes)
        .flatMap(installationsIn)
        .map(({ namespace }) => namespace.value),
      ...meshes.map(({ namespace }) => namespace.value),
    ].filter((name) => name !== undefined),
  );
}

function judgeNamespace({ labels, hidden }: CreatedNamespace): Judgement {
  if (hidden !== undefined) return unknown(`whether ${hidden} is a namespace in the mesh cannot be known yet`);
  const expected = "istio-injection: enabled, istio.io/rev, or istio.io/dataplane-mode: ambient";
  const inside = some([
    isLabelled(labels, "istio-injection", (value) => value === "enabled"),
    isLabelled(labels, "istio.io/dataplane-mode", (value) => value === "ambient"),
    isLabelled(labels, "istio.io/rev", (value) => typeof value === "string" && value !== ""),
  ]);
  if (inside === "unknown") return unknown("whether the namespace is in the mesh cannot be known before deployment");
  return inside
    ? pass("the namespace is in the mesh")
    : {
        ...fail(`no label puts the namespace into the mesh; expected ${expected}`),
        remediation: `Label the namespace: ${expected}.`,
      };
}

function isLabelled(labels: Fact, name: string, holds: (value: unknown) => boolean): Ternary {
  const label = labels.at([name]);
  return label.state === "unknown" ? "unknown" : holds(label.value);
}
