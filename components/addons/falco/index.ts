export { FalcoPriority } from "../../../catalogue/falco";
export type {
  FalcoAddonArgs,
  FalcoArgs,
  FalcoDataMountArgs,
  FalcoLogGroupArgs,
  FalcoRoutesArgs,
  FalcoRulesArgs,
  FalcoTopicArgs,
  FalcoValuesArgs,
  FalcoWebhookArgs,
} from "./args";
export { Falco } from "./falco";
export { resolveFalcoAddon } from "./settings";
export { falcoAddonShape } from "./shape";
