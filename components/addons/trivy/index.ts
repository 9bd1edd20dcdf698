export {
  ComplianceSpec,
  FlawSeverity,
  NodeOperatingSystem,
  type ScanJobArgs,
  type ScanTolerationArgs,
  type TrivyAddonArgs,
  type TrivyOperatorArgs,
} from "./args";
export { resolveTrivyAddon, trivyShape } from "./settings";
export { TrivyOperator } from "./trivy-operator";
