import {
  type Finding,
  formatMistake,
  type Mistake,
  settingsOutside,
  stackPolicyNames,
  Verdict,
} from "../../../catalogue";
import type { Stack } from "../facts/stack";
import { controlOf } from "./control";
import { requirementsOf } from "./messages";
import type { Session } from "./session";

/** The control that stands for the pack itself: that policy is enforced, with the settings that were meant. */
const keeper = "POL-01";

/**
 * Findings about the run: settings and declarations that cannot be read, that contradict each other, or that ask for
 * less than the regimes. They are mandatory whatever the levels say, because levels that were not read say nothing.
 */
export function packFindings(session: Session, stack: Stack): Finding[] {
  const { mistakes, settings, declarations, context } = session;
  const inStack = declarations.filter(({ urn }) => stack.subjects.some((subject) => subject.urn === urn));
  const outside = settingsOutside(settings, context.posture).map((each) => formatMistake(settingAt(each)));
  return [
    ...[...mistakes, ...outside].map((each) =>
      finding("settings", Verdict.Error, each, "Correct the pack's configuration."),
    ),
    ...inStack.flatMap(({ urn, regimes }) => regimesFinding(urn, regimes)),
  ];

  function regimesFinding(urn: string, declared: readonly string[] | undefined): Finding[] {
    const repair = "Make `rampart:regimes` and the pack's `evidence.regimes` the same, or leave the latter out.";
    if (declared === undefined)
      return [
        finding(
          "regimes",
          Verdict.Fail,
          "the cluster declares no regimes that are known; expected a list of them",
          repair,
          urn,
        ),
      ];
    const wanted = settings.regimes;
    if (wanted === undefined || sameSet(wanted, declared)) return [];
    const message = `the pack reports on ${listed(wanted)}, the cluster declares ${listed(declared)}; expected the same`;
    return [finding("regimes", Verdict.Fail, message, repair, urn)];
  }

  function finding(topic: string, verdict: Verdict, message: string, repair: string, resource?: string): Finding {
    return {
      control: keeper,
      policy: `${stackPolicyNames.mandatory}/${topic}`,
      verdict,
      ...(resource === undefined ? {} : { resource }),
      message,
      repair,
      requirements: requirementsOf(controlOf(keeper), session),
    };
  }
}

/** Where a mistake in the settings stands in the file that configures the pack. */
export const settingAt = (mistake: Mistake): Mistake => ({
  ...mistake,
  path: `${stackPolicyNames.evidence}.${mistake.path}`,
});

const sameSet = (a: readonly string[], b: readonly string[]) =>
  a.every((each) => b.includes(each)) && b.every((each) => a.includes(each));
const listed = (regimes: readonly string[]) => (regimes.length === 0 ? "no regime" : [...regimes].sort().join(", "));
