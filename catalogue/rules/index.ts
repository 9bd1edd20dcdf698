import type { ObjectRule, RuleSet } from "../contracts";
import { authorizationPolicies } from "./authorization-policies";
import { backupSchedules } from "./backup-schedules";
import { bindings } from "./bindings";
import { configMaps } from "./config-maps";
import { configuration } from "./configuration";
import { disruptionBudgets } from "./disruption-budgets";
import { destinations, gateways } from "./gateways";
import { images } from "./images";
import { ingresses } from "./ingresses";
import { injection } from "./injection";
import { meshPeers } from "./mesh-peers";
import { namespaces } from "./namespaces";
import { networkPolicies } from "./network-policies";
import { pods } from "./pods";
import { aggregation, roles } from "./roles";
import { podSecrets } from "./secrets";
import { podTokens, serviceAccounts, tokenSecrets } from "./service-accounts";
import { services } from "./services";
import { storageClasses } from "./storage-classes";

export { podCarriers } from "./carriers";
export { podRules } from "./pods";
export { podVariables } from "./variables";
export { noSecrets, secretPatterns } from "./secret-names";
export { ebsProvisioners } from "./storage-classes";
export { modernTlsPolicy } from "./tls-policies";
export { setsAt } from "./version";

/** Every object rule, by the kinds that it is about. */
export const ruleSets: readonly RuleSet[] = [
  pods,
  images,
  configuration,
  podSecrets,
  injection,
  configMaps,
  podTokens,
  serviceAccounts,
  tokenSecrets,
  roles,
  aggregation,
  bindings,
  namespaces,
  disruptionBudgets,
  storageClasses,
  services,
  ingresses,
  meshPeers,
  gateways,
  destinations,
  authorizationPolicies,
  networkPolicies,
  backupSchedules,
];

/** The rules of all sets, in their order. */
export const objectRules: readonly ObjectRule[] = ruleSets.flatMap(({ rules }) => rules);
