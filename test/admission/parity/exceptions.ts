import type { Operation, Trial } from "./trials";

/** What the API server refuses by itself, before it asks Gatekeeper, and why that is not for the policy pack to say. */
interface Refusal {
  complaint: RegExp;
  because: string;
}

/** A rule that Gatekeeper finds broken, and the policy pack could not. */
interface Surplus {
  rule: string;
  kind: string;
  operations: Operation[];
  /** Rules of which the pack found one. */
  beside: string;
  because: string;
}

export const refusals: readonly Refusal[] = [
  {
    complaint: /hostProcess containers/,
    because:
      "A process of a Windows host needs the host's network and only containers like it; the sample sets the flag.",
  },
  {
    complaint: /cannot set `allowPrivilegeEscalation` to false and `privileged` to true/,
    because: "The sample breaks one rule and keeps another, which contradict each other.",
  },
  {
    complaint: /procMount: .*`hostUsers` must be false to use `Unmasked`/,
    because: "The API server itself allows an unmasked /proc in a user namespace only, where the rule allows it too.",
  },
  {
    complaint: /HostPID: Forbidden: when `hostUsers` is false/,
    because: "The API server itself forbids a user namespace that shares the node's processes.",
  },
  {
    complaint: /runAsUser: Forbidden: cannot be set for a windows pod/,
    because: "The sample leaves a user of Linux in a Windows pod.",
  },
  {
    complaint: /localhostProfile: Invalid value: .* can only be set when (seccomp|AppArmor) type is Localhost$/,
    because: "The sample names a profile of the node beside every type.",
  },
  {
    complaint: /(seccomp|appArmor)Profile\.type: (Unsupported|Required) value/,
    because: "Types of profiles are a closed list, which the sample tries to leave.",
  },
  {
    complaint: /invalid AppArmor profile name/,
    because: "The values of the old annotations are a closed list too.",
  },
  {
    complaint: /appArmorProfile\.type: Forbidden: apparmor type in annotation and field must match/,
    because: "The sample states a profile by field and another one by annotation.",
  },
  {
    complaint:
      /ephemeralContainers\[\d+\]\.(ports|livenessProbe|readinessProbe|startupProbe|lifecycle|resources): Forbidden/,
    because: "An ephemeral container has no ports, probes, hooks and resources.",
  },
  {
    complaint: /ephemeralContainers: Forbidden: ephemeral containers not allowed in pod template/,
    because:
      "Only a pod that runs can get an ephemeral container. The pack judges one in a template as it would be in a pod.",
  },
  {
    complaint: /cannot be handled as a \w+: json: cannot unmarshal/,
    because: "A value of the wrong type; the pack says that the API server refuses it.",
  },
  {
    complaint: /`selector` does not match template `labels`$|\.spec\.containers: Required value$/,
    because: "There is no pod template; the pack says so.",
  },
  {
    complaint: /^no \w+ of (extensions|batch)\/v1beta1 is served$/,
    because: "Older clusters serve these groups; the pack judges them as what they became.",
  },
];

export const surpluses: readonly Surplus[] = [
  {
    rule: "host-ports",
    kind: "Pod",
    operations: ["create", "update", "debug"],
    beside: "host-namespaces",
    because:
      "The API server fills in: a port of a pod in its node's network is a port of the node. The pack sees the pod before that.",
  },
];

/** The exception of everything that has nothing to send. */
export const unsendable = "Holds a value that only a deployment will know; the pack says so, or decides by the rest.";

/** What of a trial no exception explains; empty where pack and webhook agree. `use` is told of each exception. */
export function unexplained({ pack, decision, kind, operation }: Trial, use: (exception: unknown) => void): string[] {
  if (decision === undefined) {
    use(unsendable);
    return [];
  }
  if (decision.by === "the API server") {
    return decision.complaints.filter((complaint) => {
      const found = refusals.find((each) => each.complaint.test(complaint));
      if (found !== undefined) use(found);
      return found === undefined;
    });
  }
  const surplus = decision.rules
    .filter((rule) => !pack.includes(rule))
    .filter((rule) => {
      const found = surpluses.find(
        (each) =>
          each.rule === rule && each.kind === kind && each.operations.includes(operation) && pack.includes(each.beside),
      );
      if (found !== undefined) use(found);
      return found === undefined;
    })
    .map((rule) => `${rule} is broken for Gatekeeper alone`);
  const missing = pack.filter((rule) => !decision.rules.includes(rule));
  return [...surplus, ...missing.map((rule) => `${rule} is broken for the pack alone`)];
}
