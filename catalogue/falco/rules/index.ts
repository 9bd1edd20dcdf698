import { type FalcoItem, type FalcoRule, FalcoSource } from "../contracts";
import { falcoVersions, pluginsOf } from "../versions";
import { dataRules } from "./data";
import { networkRules } from "./network";
import { peopleRules } from "./people";
import { privilegeRules } from "./privileges";
import { processRules } from "./processes";
import { sessionRules } from "./sessions";
import type { FalcoRuleSettings } from "./settings";
import { auditVocabulary, syscallVocabulary } from "./vocabulary";

export type { FalcoRuleSettings } from "./settings";

/** Every rule of ours. Falco tells an event by the first rule that it fits, so the order counts. */
export const falcoRules: readonly FalcoRule[] = [
  ...peopleRules,
  ...sessionRules,
  ...dataRules,
  ...processRules,
  ...privilegeRules,
  ...networkRules,
];

/** The entries of the rules file of one source, for a cluster. */
export function falcoItems(source: FalcoSource, settings: FalcoRuleSettings): FalcoItem[] {
  return [
    { required_engine_version: falcoVersions.engine },
    { required_plugin_versions: pluginsOf[source].map((name) => ({ name, version: falcoVersions.plugins[name] })) },
    ...(source === FalcoSource.Audit ? auditVocabulary(settings) : syscallVocabulary(settings)),
    ...falcoRules.filter((rule) => rule.source === source && isOfUse(rule, settings)).map(itemOf),
  ];
}

/** Whether the cluster has what the rule watches. */
function isOfUse({ needs }: FalcoRule, settings: FalcoRuleSettings): boolean {
  return needs === undefined || settings[needs].length > 0;
}

/** Path of a rule's runbook in the repository. */
export function falcoRunbook({ runbook }: Pick<FalcoRule, "runbook">): string {
  return `docs/runbooks/${runbook}.md`;
}

function itemOf(rule: FalcoRule): FalcoItem {
  const { name, what, source, condition, output, priority, tags, exceptions } = rule;
  return {
    rule: name,
    desc: what,
    source,
    condition,
    output: `${output} runbook=${falcoRunbook(rule)}`,
    priority,
    tags: ["rampart", ...tags],
    ...(exceptions !== undefined && { exceptions: exceptions.map((each) => ({ ...each })) }),
  };
}
