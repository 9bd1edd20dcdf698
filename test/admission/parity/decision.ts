import { ruleSets } from "../../../catalogue";
import { ruleGroups } from "../../../catalogue/admission/groups";
import { accepted, messageOf } from "../lab/api-client";
import type { Answer } from "../lab/connection";

/** What became of a request, and who said so. */
export interface Decision {
  by: "nobody" | "Gatekeeper" | "the API server";
  /** Rules that Gatekeeper says are broken, sorted. */
  rules: string[];
  /** What the API server does not take, field by field where it says so. */
  complaints: string[];
}

const denied = /^admission webhook "validation\.gatekeeper\.sh" denied the request: /;

/** Throws when the answer is no decision about the object, such as a time-out. */
export function decisionOf(answer: Answer): Decision {
  if (accepted(answer)) return { by: "nobody", rules: [], complaints: [] };
  const message = String(answer.body["message"]);
  if (answer.code === 403 && denied.test(message)) {
    return {
      by: "Gatekeeper",
      rules: message
        .replace(denied, "")
        .split("\n")
        .map((line) => ruleOf(line))
        .sort(),
      complaints: [],
    };
  }
  // 400: it cannot be read; 422: it can be read, and is not valid.
  if (![400, 422].includes(answer.code)) throw new Error(`no decision: ${messageOf(answer)}`);
  const { causes = [] } = (answer.body["details"] ?? {}) as { causes?: { field?: string; message: string }[] };
  const complaints = causes.map(({ field, message: complaint }) => `${field ?? ""}: ${complaint}`);
  return { by: "the API server", rules: [], complaints: complaints.length > 0 ? complaints : [message] };
}

/** A line of a denial names the constraint, and in our message the control and the rule. */
const denial = /^\[rampart-([a-z0-9-]+)\] [A-Z]+-\d{2}\/([a-z0-9-]+): ./;
/** So does a warning, with the policy. */
const warned = /'rampart-([a-z0-9-]+)' with binding '[^']+': [A-Z]+-\d{2}\/([a-z0-9-]+): /;

const groups = new Map(ruleGroups(ruleSets).map(({ name, rules }) => [name, rules.map(({ id }) => id)]));

function ruleOf(line: string, pattern = denial): string {
  const [, group = "", rule = ""] = pattern.exec(line) ?? [];
  if (groups.get(group)?.includes(rule) !== true) throw new Error(`not of one of our rules: ${line}`);
  return rule;
}

/** Rules that the API server's own policies warn about, sorted. */
export function warnedRules({ warnings }: Answer): string[] {
  return warnings
    .filter((each) => each.startsWith("Validation failed for ValidatingAdmissionPolicy"))
    .map((warning) => ruleOf(warning, warned))
    .sort();
}
