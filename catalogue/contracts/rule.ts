/**
 * An object rule: one Kubernetes object decides. The same CEL text is evaluated at preview, and at admission by
 * Gatekeeper (K8sNativeValidation) or as a ValidatingAdmissionPolicy. It hangs off `variables.*` alone and keeps
 * to the shared subset: no comments, no optional syntax, no extension library, no type(), no arithmetic on numbers
 * of the object, no == on lists or maps, and a result that is bool.
 */
export interface ObjectRule {
  /** Kebab-case, for example `host-namespaces`: stands in what admission and the pack say. */
  id: string;
  /** Id of the control that it serves. */
  control: string;
  /** The level of the Pod Security Standards that asks for it; absent from rules that go beyond them. */
  standard?: "baseline" | "restricted";
  /** True when the object is compliant. */
  expression: string;
  /** What is wrong, in words: printed where the expression is false. */
  message: string;
  /** What to write instead. */
  remediation: string;
  /** Kubernetes minor versions between which the rule holds, both included, for example `1.35`. */
  since?: string;
  until?: string;
  /** Lists that the expression reads as `variables.<name>`. */
  parameters?: RuleParameter[];
}

/**
 * What a rule compares with and a cluster may set; each is a list of texts.
 * registries: prefixes of image names that are welcome beside the private registries of ECR.
 * exposed: `namespace/name` of Services and Ingresses that may be reached from the internet.
 * clusterAdmins: `Kind:name` of subjects (`Group:platform`) that may be bound to cluster-admin.
 * trustedRoles: names of ClusterRoles, and `namespace/name` of Roles, that may do what a role else must not.
 * platformNamespaces: names of namespaces of the platform itself.
 */
export const RuleParameter = {
  Registries: "registries",
  Exposed: "exposed",
  ClusterAdmins: "clusterAdmins",
  TrustedRoles: "trustedRoles",
  PlatformNamespaces: "platformNamespaces",
} as const;
export type RuleParameter = (typeof RuleParameter)[keyof typeof RuleParameter];
export type RuleParameters = Readonly<Record<RuleParameter, readonly string[]>>;

/** What a cluster may set of these; the platform's namespaces are the catalogue's. */
export interface RuleSettings {
  /** Prefixes of image names that are welcome beside the private registries of ECR. @default none (IMG-01) */
  registries?: string[];
  /** `namespace/name` of Services and Ingresses, and names of load balancers, that may be reached from the internet. @default none (NET-08) */
  exposed?: string[];
  /** `Kind:name` of subjects, for example `Group:platform`, that may be bound to cluster-admin. @default none (RBAC-02) */
  clusterAdmins?: string[];
  /** Names of ClusterRoles, and `namespace/name` of Roles, that may do what a role else must not. @default none (RBAC-01) */
  trustedRoles?: string[];
}

/** A variable that expressions share, in order of use. */
export interface RuleVariable {
  name: string;
  expression: string;
  /** Kubernetes minor version from which the expression holds, and what holds before. */
  since?: { version: string; otherwise: string };
}

/** Kinds, with the API groups as admission matches them. */
export interface ObjectKinds {
  apiGroups: string[];
  kinds: string[];
  /**
   * Why admission only warns: the platform's charts, or Kubernetes itself, make such objects where no namespace can be left
   * out, or before the webhook answers.
   */
  warnOnly?: string;
}

/** Rules that are about the same kinds and share their variables. */
export interface RuleSet {
  /** Kebab-case, for example `pods`. */
  id: string;
  /** Whether the rules look at the pod template of an object, wherever its kind keeps it, or at the object as it is. */
  subject: "pod-template" | "object";
  kinds: ObjectKinds[];
  /** In order of use. */
  variables: RuleVariable[];
  rules: ObjectRule[];
}
