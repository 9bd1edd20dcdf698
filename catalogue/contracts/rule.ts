/**
 * An object rule: one Kubernetes object decides. The same CEL text is evaluated at preview, and at admission by
 * Gatekeeper (K8sNativeValidation) or as a ValidatingAdmissionPolicy. It hangs off `variables.*` alone and keeps
 * to the shared subset: no comments, no optional syntax, no extension library, no type(), no arithmetic on numbers
 * of the object, no == on lists or maps, and a result that is bool.
 */
export interface ObjectRule {
  /** Kebab-case, for example `host-namespaces`; the name of the ConstraintTemplate derives from it. */
  id: string;
  /** Id of the control that it serves. */
  control: string;
  /** The level of the Pod Security Standards that asks for it. */
  standard: "baseline" | "restricted";
  /** True when the object is compliant. */
  expression: string;
  /** What is wrong, in words: printed where the expression is false. */
  message: string;
  /** What to write instead. */
  remediation: string;
  /** Kubernetes minor versions between which the rule holds, both included, for example `1.35`. */
  since?: string;
  until?: string;
}

/** A variable that expressions share, in order of use. */
export interface RuleVariable {
  name: string;
  expression: string;
}

/** A kind that carries a pod template, with the API group as admission matches it. */
export interface PodCarrier {
  apiGroups: string[];
  kinds: string[];
}
