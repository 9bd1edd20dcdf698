export {
  type HarborAddonArgs,
  type HarborArgs,
  type HarborDatabaseArgs,
  HarborDatabaseTls,
  type HarborIngressArgs,
  type HarborRedisArgs,
  type HarborStorageArgs,
} from "./args";
export { Harbor } from "./harbor";
export { harborShape, resolveHarborAddon } from "./settings";
