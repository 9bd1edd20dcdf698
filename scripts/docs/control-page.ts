import { type Control, type ObjectRule, regimes, type RuleSet, ruleSets } from "../../catalogue";
import { intent, kindWords, page, parameterWords, strengthWords, table } from "./words";

/** The page of one control: why, what is checked, what to do, which requirements it speaks to. */
export function controlPage(control: Control, sets: readonly RuleSet[] = ruleSets): string {
  const rules = sets.flatMap((set) =>
    set.rules.filter((rule) => rule.control === control.id).map((rule) => ruleBlock(rule, set)),
  );
  const further = rules.length > 0 && control.kind !== "object" ? `; and ${kindWords.object}` : "";
  return page(
    `# ${control.id}: ${control.title}`,
    control.why,
    [
      `- Severity: ${control.severity}`,
      `- Level without configuration: ${control.level}`,
      `- Judges ${kindWords[control.kind]}${further}`,
      ...(control.untilDeployment === undefined ? [] : [`- May be unknown in a preview: ${control.untilDeployment}`]),
      `- Documentation: <${control.url}>`,
    ].join("\n"),
    "## What is checked",
    control.appliesTo.map((type) => `- \`${type}\``).join("\n"),
    ...(rules.length === 0 ? [] : ["## Rules", ...rules]),
    "## What to do",
    control.remediation,
    governedBy(control),
    "## Requirements",
    table(
      ["Regime", "Requirement", "About", "Strength", "Limit of the claim"],
      control.mappings.map(({ regime, requirement, strength, note }) => [
        `[${regimes[regime].name}](regime-${regime}.md)`,
        requirement,
        titleOf(regime, requirement),
        strengthWords[strength],
        note ?? "",
      ]),
    ),
    intent,
  );
}

function titleOf(regime: keyof typeof regimes, requirement: string): string {
  return regimes[regime].requirements.find(({ id }) => id === requirement)?.title ?? "";
}

function governedBy({ governedBy: input }: Control): string {
  if (input === undefined) return "No input of Rampart's own components decides it.";
  const setting = input.setting === undefined ? "" : `, in \`Pulumi.<env>.yaml\` the setting \`${input.setting}\``;
  return `In Rampart's own components: the input \`${input.input}\` of \`${input.component}\`${setting}.`;
}

function ruleBlock(rule: ObjectRule, set: RuleSet): string {
  const { id, standard, message, remediation, expression, since, until, parameters = [] } = rule;
  const sentences = [
    `${standard === undefined ? "Beyond the Pod Security Standards" : `Level ${standard}`}, on ${subjectOf(set)}.`,
    `Refused: ${message}. ${remediation}`,
    ...(since === undefined ? [] : [`From Kubernetes ${since} on.`]),
    ...(until === undefined ? [] : [`Up to Kubernetes ${until}.`]),
    ...set.kinds.flatMap(({ kinds, warnOnly }) =>
      warnOnly === undefined ? [] : [`Of ${kinds.join(", ")} admission only warns: ${warnOnly}`],
    ),
    ...parameters.map((name) => `\`${name}\`: ${parameterWords[name]}.`),
  ];
  return [`### ${id}`, sentences.join(" "), ["```", expression, "```"].join("\n")].join("\n\n");
}

function subjectOf({ subject, kinds }: RuleSet): string {
  return subject === "pod-template" ? "pod templates" : kinds.flatMap((each) => each.kinds).join(", ");
}
