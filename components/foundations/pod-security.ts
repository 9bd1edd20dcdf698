/** Levels of the Pod Security Standards. */
export const PodSecurity = { Restricted: "restricted", Baseline: "baseline", Privileged: "privileged" } as const;
export type PodSecurity = (typeof PodSecurity)[keyof typeof PodSecurity];

/**
 * Labels by which the API server holds a namespace to a level: refuse, note in the audit log, warn the caller.
 * The version is pinned where one is given, so that an upgrade of the cluster does not move the goalposts unseen.
 */
export function podSecurityLabels(level: PodSecurity, version = "latest"): Record<string, string> {
  const modes = ["enforce", "audit", "warn"];
  return Object.fromEntries(
    modes.flatMap((mode) => [
      [`pod-security.kubernetes.io/${mode}`, level],
      [`pod-security.kubernetes.io/${mode}-version`, version],
    ]),
  );
}

/** Spec of a NetworkPolicy that selects every pod of its namespace and allows nothing, in or out. */
export const defaultDeny = { podSelector: {}, policyTypes: ["Ingress", "Egress"] };
