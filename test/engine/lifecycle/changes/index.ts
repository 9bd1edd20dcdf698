import { access } from "./access";
import { gatekeeper } from "./gatekeeper";
import { keys } from "./keys";
import { network } from "./network";
import { nodes } from "./nodes";
import { platform } from "./platform";
import type { Change } from "./row";
import { store } from "./store";
import { watching } from "./watching";

export type { Change } from "./row";

export const changes: Change[] = [
  ...access,
  ...gatekeeper,
  ...keys,
  ...network,
  ...nodes,
  ...platform,
  ...store,
  ...watching,
];
