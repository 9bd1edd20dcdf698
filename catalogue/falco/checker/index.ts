export { type CheckOptions, checkRules } from "./check-rules";
