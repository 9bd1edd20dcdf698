export { openCloud, type Cloud, type Stored } from "./cloud";
export type { Call, Plan } from "./plan";
export { serveProviders, type Providers } from "./serve";
