import type { Mistake } from "../../../catalogue";
import {
  checkRules,
  type FalcoItem,
  falcoItems,
  type FalcoRuleSettings,
  FalcoSource,
  rulesText,
  weakened,
} from "../../../catalogue/falco";
import type { FalcoAddonArgs } from "./args";

/** Rules files by their names, as the chart takes them. Falco reads them in the order of their names. */
export type RulesFiles = Record<string, string>;

export interface ResolvedRules {
  syscall: RulesFiles;
  audit: RulesFiles;
}

/**
 * Addresses of a cluster's own: the private ranges, those that pods have beside the VPC's, the pod itself, and the agent of
 * EKS Pod Identity. What answers for instance metadata is none of them.
 */
const defaultAllowedNetworks = [
  ...["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10", "127.0.0.0/8", "169.254.170.23/32"],
  ...["::1/128", "fd00::/8"],
];

/** Our rules for the cluster and the user's own after them; notes what Falco would not load as it was meant. */
export function resolveFalcoRules(args: FalcoAddonArgs, path: string, mistakes: Mistake[]): ResolvedRules {
  const settings = ruleSettings(args);
  const files = (source: FalcoSource, theirs: FalcoItem[] = [], at: string): RulesFiles => {
    const ours = falcoItems(source, settings);
    mistakes.push(...checkRules(theirs, { instance: source, before: ours, path: at }), ...weakened(ours, theirs, at));
    return { "10-rampart.yaml": rulesText(ours), ...(theirs.length > 0 && { "50-own.yaml": rulesText(theirs) }) };
  };
  return {
    syscall: files(FalcoSource.Syscall, args.rules?.syscall, `${path}.syscall`),
    audit: files(FalcoSource.Audit, args.rules?.audit, `${path}.audit`),
  };
}

function ruleSettings(args: FalcoAddonArgs): FalcoRuleSettings {
  return {
    regulatedNamespaces: args.regulatedNamespaces ?? [],
    dataMounts: (args.dataMounts ?? []).map(({ readers = [], ...mount }) => ({ ...mount, readers })),
    allowedNetworks: args.allowedNetworks ?? defaultAllowedNetworks,
    allowedPorts: args.allowedPorts ?? [],
    automationUsers: args.automationUsers ?? [],
    breakGlassUsers: args.breakGlassUsers ?? [],
  };
}
