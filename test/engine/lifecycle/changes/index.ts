import { access } from "./access";
import { calico } from "./calico";
import { externalSecrets } from "./external-secrets";
import { falco } from "./falco";
import { fluentBit } from "./fluent-bit";
import { gatekeeper } from "./gatekeeper";
import { harbor } from "./harbor";
import { istio } from "./istio";
import { keys } from "./keys";
import { loadBalancers } from "./load-balancers";
import { mirror } from "./mirror";
import { network } from "./network";
import { nodes } from "./nodes";
import { platform } from "./platform";
import type { Change } from "./row";
import { store } from "./store";
import { trivy } from "./trivy";
import { velero } from "./velero";
import { watching } from "./watching";

export type { Change } from "./row";

export const changes: Change[] = [
  ...access,
  ...calico,
  ...externalSecrets,
  ...falco,
  ...fluentBit,
  ...gatekeeper,
  ...harbor,
  ...istio,
  ...keys,
  ...loadBalancers,
  ...mirror,
  ...network,
  ...nodes,
  ...platform,
  ...store,
  ...trivy,
  ...velero,
  ...watching,
];
