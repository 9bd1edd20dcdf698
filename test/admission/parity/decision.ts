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
    return { by: "Gatekeeper", rules: message.replace(denied, "").split("\n").map(ruleOf).sort(), complaints: [] };
  }
  // 400: it cannot be read; 422: it can be read, and is not valid.
  if (![400, 422].includes(answer.code)) throw new Error(`no decision: ${messageOf(answer)}`);
  const { causes = [] } = (answer.body["details"] ?? {}) as { causes?: { field?: string; message: string }[] };
  const complaints = causes.map(({ field, message: complaint }) => `${field ?? ""}: ${complaint}`);
  return { by: "the API server", rules: [], complaints: complaints.length > 0 ? complaints : [message] };
}

/** A line of a denial names the constraint, and in our message the control and the rule. */
function ruleOf(line: string): string {
  const [, constraint, rule] = /^\[rampart-([a-z0-9-]+)\] [A-Z]+-\d{2}\/([a-z0-9-]+): ./.exec(line) ?? [];
  if (constraint === undefined || constraint !== rule) throw new Error(`not one of our denials: ${line}`);
  return rule;
}

/** Rules that the API server's own policies warn about, sorted. */
export function warnedRules({ warnings }: Answer): string[] {
  return warnings
    .filter((each) => each.startsWith("Validation failed for ValidatingAdmissionPolicy"))
    .map((warning) => {
      const [, policy, rule] =
        /'rampart-([a-z0-9-]+)' with binding '[^']+': [A-Z]+-\d{2}\/([a-z0-9-]+): /.exec(warning) ?? [];
      if (policy === undefined || policy !== rule) throw new Error(`not one of our warnings: ${warning}`);
      return rule;
    })
    .sort();
}
