import type { RuleSet } from "../contracts";

/**
 * The value of a field is a number or a text of percents, and no expression may ask which. A comparison that does not fit
 * the one is an error, and counts only where the other side does not decide.
 */
const most = "variables.spec.maxUnavailable";
const least = "variables.spec.minAvailable";

/** How many pods may be moved when a node is emptied. */
export const disruptionBudgets: RuleSet = {
  id: "disruption-budgets",
  subject: "object",
  kinds: [{ apiGroups: ["policy"], kinds: ["PodDisruptionBudget"] }],
  variables: [{ name: "spec", expression: "has(variables.anyObject.spec) ? variables.anyObject.spec : {}" }],
  rules: [
    {
      id: "budget-max-unavailable",
      control: "BCK-03",
      expression: `!has(${most}) || (${most} != 0 && !(${most} in ["0", "0%", "00%"]) && (${most} > 0 || !${most}.matches("^0+%?$")))`,
      message: "the budget lets no pod be moved, so that nodes cannot be drained",
      remediation: "Set `maxUnavailable` to 1 or more, or to some percent.",
    },
    {
      id: "budget-min-available",
      control: "BCK-03",
      expression: `!has(${least}) || (${least} != "100%" && (${least} >= 0 || !${least}.matches("^0*100%$")))`,
      message: "the budget wants every pod to stay, so that nodes cannot be drained",
      remediation: "Set `minAvailable` to less than 100%, or use `maxUnavailable: 1` instead.",
    },
  ],
};
