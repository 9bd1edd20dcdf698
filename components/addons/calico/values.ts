import type { Values } from "../../foundations/values";

/** Our values for the operator's chart. Every path exists in the pinned chart; a test holds them to its list of keys. */
export const operatorValues: Values = {
  // A release does not wait for what its operator makes of these, so we make them ourselves, and wait.
  installation: { enabled: false },
  apiServer: { enabled: false },
  // A stream of all flows, and a page that shows it to anybody who reaches it.
  goldmane: { enabled: false },
  whisker: { enabled: false },
  defaultFelixConfiguration: { enabled: false },
  // The definitions are a chart of their own; two writers would undo each other's fields.
  manageCRDs: false,
  priorityClassName: "system-cluster-critical",
  resources: { requests: { cpu: "100m", memory: "128Mi" }, limits: { memory: "512Mi" } },
};
