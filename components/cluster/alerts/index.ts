export { createAlerts } from "./alerts";
export { type AlertArgs, AlertProtocol, type AlertSubscriptionArgs } from "./args";
export { type AlertSettings, alertShape, declareAlerts, resolveAlerts } from "./settings";
export { topicStatements } from "./topic";
