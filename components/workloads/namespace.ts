import * as kubernetes from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import { mapOf, type Mistake, oneOf, optional, quote, read, record, text } from "../../catalogue/contracts";
import { child } from "../foundations/child";
import { refuseMistakes, soundPart } from "../foundations/input-error";
import { nameOf } from "../foundations/name-of";
import { policyOf } from "../releases";
import { meshLabels, meshShape, meshTraffic, type NamespaceMeshArgs, ownMeshLabels } from "./mesh";
import { defaultDeny, PodSecurity, podSecurityLabels } from "../foundations/pod-security";

export interface NamespaceArgs {
  /** Name in the cluster. @default the component's own name */
  name?: string;
  /** Further labels; those of Pod Security and of Gatekeeper's exemption are refused. @default none */
  labels?: Record<string, string>;
  /** What pods may do, by the Pod Security Standards. @default "restricted" (PSS-01) */
  podSecurity?: PodSecurity;
  /** How its pods take part in the mesh; `mesh` of a CompliantCluster says it. @default not at all (TLS-01) */
  mesh?: NamespaceMeshArgs;
}

interface NamespaceSettings {
  name: string;
  labels: Record<string, string>;
  podSecurity: PodSecurity;
  mesh?: NamespaceMeshArgs;
}

/** A namespace that starts closed: its pods are held to a Pod Security level, and nothing may talk to them or hear from them. */
export class Namespace extends pulumi.ComponentResource {
  /** Name in the cluster. Previews know it; whatever uses it waits for the namespace. */
  readonly namespaceName: pulumi.Output<string>;

  constructor(name: string, args: NamespaceArgs = {}, opts?: pulumi.ComponentResourceOptions) {
    const settings = resolveNamespaceArgs(name, args);
    super("rampart:index:Namespace", name, { ...settings }, opts);
    const namespace = new kubernetes.core.v1.Namespace(
      name,
      {
        metadata: {
          name: settings.name,
          labels: {
            ...settings.labels,
            ...(settings.mesh && meshLabels(settings.mesh)),
            ...podSecurityLabels(settings.podSecurity),
          },
        },
      },
      child(this, opts),
    );
    const namespaceName = nameOf(namespace, settings.name);
    new kubernetes.networking.v1.NetworkPolicy(
      `${name}-default-deny`,
      { metadata: { name: "default-deny", namespace: namespaceName }, spec: defaultDeny },
      child(this, opts),
    );
    if (settings.mesh !== undefined)
      new kubernetes.networking.v1.NetworkPolicy(
        `${name}-allow-mesh`,
        { metadata: { name: "allow-mesh", namespace: namespaceName }, spec: policyOf(meshTraffic(settings.mesh)) },
        child(this, opts),
      );
    this.namespaceName = namespaceName;
    this.registerOutputs({ namespaceName: this.namespaceName });
  }
}

/** RFC 1123, and what the API server takes for a namespace. */
const namePattern = /^(?=.{1,63}$)[a-z0-9](?:[-a-z0-9]*[a-z0-9])?$/;
const nameRule = "lower-case letters, digits and dashes, 1 to 63 characters";
const ownLabels = /^pod-security\.kubernetes\.io\/|^admission\.gatekeeper\.sh\//;

const shape = record({
  name: optional(text(nameRule, namePattern)),
  labels: optional(
    mapOf(text("a label value of at most 63 characters", /^$|^(?=.{1,63}$)[A-Za-z0-9]([\w.-]*[A-Za-z0-9])?$/)),
  ),
  podSecurity: optional(oneOf(Object.values(PodSecurity))),
  mesh: optional(meshShape),
});

/** Complete settings. Pure; throws one error with every mistake. */
export function resolveNamespaceArgs(name: string, args: NamespaceArgs): NamespaceSettings {
  const mistakes: Mistake[] = [...read(shape, args).mistakes];
  const sound = soundPart(args, mistakes);
  if (args.name === undefined && !namePattern.test(name)) {
    mistakes.push({ path: "name", got: `the component's name ${quote(name)}`, expected: nameRule });
  }
  for (const label of Object.keys(sound.labels ?? {}).filter((each) => ownLabels.test(each))) {
    const expected =
      "another label: podSecurity sets those of Pod Security, and an exemption from admission is a waiver";
    mistakes.push({ path: `labels.${label}`, got: quote(label), expected });
  }
  for (const label of Object.keys(sound.labels ?? {}).filter((each) => ownMeshLabels.test(each))) {
    mistakes.push({ path: `labels.${label}`, got: quote(label), expected: "another label: mesh sets it" });
  }
  refuseMistakes(`Namespace ${name}`, mistakes);
  return {
    name: sound.name ?? name,
    labels: sound.labels ?? {},
    podSecurity: sound.podSecurity ?? PodSecurity.Restricted,
    ...(sound.mesh !== undefined && { mesh: sound.mesh }),
  };
}
