import { type Change, row } from "./row";

/** Network policies of the whole cluster. */
export const calico: Change[] = [
  row("rampart:calico.controlPlaneReplicas", 3, "more replicas of Calico's API server", [
    "update Installation prod-calico-installation: spec",
  ]),
  row(
    "rampart:calico.allowedEgress",
    [{ cidrs: ["10.200.0.0/16"], ports: [8200], because: "every team reads from Vault" }],
    "an exception from the default deny",
    ["update GlobalNetworkPolicy prod-calico-default-deny: metadata, spec"],
  ),
  row("rampart:calico.installation", { nodeMetricsPort: 9091 }, "a field of the Installation", [
    "update Installation prod-calico-installation: spec",
  ]),
  row(
    "rampart:calico.values",
    { podAnnotations: { "example.com/team": "platform" } },
    "a value of the operator's chart",
    ["update Release prod-calico-calico: values"],
  ),
];
