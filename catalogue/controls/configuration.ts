import type { Control } from "../contracts";
import { podTypes } from "./kubernetes-types";
import { cis, gdpr, hipaa, iso, pci, popia } from "./mapping";

export const configurationControls: Control[] = [
  {
    id: "CFG-01",
    title: "Workloads are set up for a cluster that others use too",
    why: "A container without limits takes the memory of its neighbours, one without a probe gets traffic while it hangs, one with a writable root keeps what an intruder puts there, and the default namespace has nobody's policies.",
    severity: "medium",
    level: "mandatory",
    kind: "object",
    appliesTo: [...podTypes],
    remediation:
      "Give every container, init containers included, `resources.requests` of cpu and memory, `resources.limits.memory`, and `securityContext.readOnlyRootFilesystem: true`; give containers that serve a `livenessProbe` or a `readinessProbe`; name `metadata.namespace`, another than default.",
    mappings: [
      pci("2.2.6", "S"),
      hipaa("164.308(a)(7)(ii)(C)", "S"),
      gdpr("32(1)(b)"),
      popia("19(1)(a)", "S"),
      iso("A.8.6", "P", "What workloads ask for and may take; whether the nodes suffice shows in operation."),
      iso("A.8.9"),
      iso("A.8.14", "S"),
      cis("4.5.1", "P", "That workloads name a namespace; how namespaces divide them is the organisation's."),
      cis("4.5.2"),
    ],
    url: "https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/",
  },
];
