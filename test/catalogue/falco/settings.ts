import type { FalcoItem, FalcoRuleSettings } from "../../../catalogue/falco";

export const pipeline = "arn:aws:sts::123456789012:assumed-role/pipeline";
/** A cluster that has all that our rules watch. */
export const full: FalcoRuleSettings = {
  regulatedNamespaces: ["payments"],
  dataMounts: [{ namespace: "payments", path: "/srv/data", readers: ["/app/server"] }],
  allowedNetworks: ["10.0.0.0/8"],
  allowedPorts: [53],
  automationUsers: ["deployer", `${pipeline}/*`],
  breakGlassUsers: ["emergency", "arn:aws:sts::123456789012:assumed-role/emergency/*"],
};

export const rulesOf = (items: FalcoItem[]) => items.filter((each) => "rule" in each).map((each) => each["rule"]);
