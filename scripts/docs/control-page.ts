import { type Control, type ObjectRule, podRules, regimes } from "../../catalogue";
import { intent, kindWords, page, strengthWords, table } from "./words";

/** The page of one control: why, what is checked, what to do, which requirements it speaks to. */
export function controlPage(control: Control): string {
  const rules = podRules.filter((rule) => rule.control === control.id);
  return page(
    `# ${control.id}: ${control.title}`,
    control.why,
    [
      `- Severity: ${control.severity}`,
      `- Level without configuration: ${control.level}`,
      `- Judges ${kindWords[control.kind]}`,
      `- Documentation: <${control.url}>`,
    ].join("\n"),
    "## What is checked",
    control.appliesTo.map((type) => `- \`${type}\``).join("\n"),
    ...(rules.length === 0 ? [] : ["## Rules", ...rules.map(ruleBlock)]),
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

function ruleBlock({ id, standard, message, remediation, expression, since, until }: ObjectRule): string {
  const versions = [since && ` From Kubernetes ${since} on.`, until && ` Up to Kubernetes ${until}.`].filter(Boolean);
  return [
    `### ${id}`,
    `Level ${standard}. Refused: ${message}. ${remediation}${versions.join("")}`,
    ["```", expression, "```"].join("\n"),
  ].join("\n\n");
}
