import { type ObjectRule, Proof, Strength } from "../../catalogue/contracts";
import type { ControlExplanation, Explanation, RequirementExplanation } from "./explain";
import type { Look } from "./terminal";
import { wrap } from "./text";

const strengthText: Record<Strength, string> = {
  [Strength.Direct]: "direct",
  [Strength.Partial]: "one part",
  [Strength.Supporting]: "supporting",
};

const proofText: Record<Proof, string> = {
  [Proof.Preview]: "a preview shows it",
  [Proof.Admission]: "the API server refuses what breaks it",
  [Proof.Runtime]: "only operation shows it",
  [Proof.Inherited]: "the cloud provider or the account provides it",
  [Proof.Organisation]: "people and paper",
};

/** An explanation as lines of text. */
export function explanationText(explanation: Explanation, look: Look): string[] {
  return explanation.kind === "control" ? controlText(explanation, look) : requirementText(explanation, look);
}

function controlText({ control, rules, mappings }: ControlExplanation, look: Look): string[] {
  const { governedBy } = control;
  const setting = governedBy?.setting === undefined ? "" : `, setting ${governedBy.setting}`;
  return [
    `${look.paint("bold", control.id)}  ${control.title}`,
    ...columns(
      [
        ["level", `${control.level}, severity ${control.severity}`],
        ["why", control.why],
        ["judged on", control.appliesTo.join(", ")],
        ["to do", control.remediation],
        ["in Rampart", governedBy === undefined ? "" : `${governedBy.input} of ${governedBy.component}${setting}`],
        ["more", control.url],
      ],
      look,
    ),
    ...(rules.length === 0 ? [] : [`  ${look.paint("bold", "Rules, at preview and at admission")}`]),
    ...columns(
      rules.map((rule) => [`  ${rule.id}`, `${ruleText(rule)}\n${rule.expression}`]),
      look,
    ),
    ...mappings.flatMap(({ regime, requirements }) => [
      `  ${look.paint("bold", regime)}`,
      ...columns(
        requirements.map(({ id, title, strength, note }) => [`  ${id}`, claim(title, strength, note)]),
        look,
      ),
    ]),
  ];
}

/** What a rule refuses, by which level of the Pod Security Standards, and the lists of the pack that it compares with. */
function ruleText({ standard, message, parameters = [] }: ObjectRule): string {
  const level = standard === undefined ? "" : ` (${standard})`;
  return `${message}${level}${parameters.length === 0 ? "" : `; compared with ${parameters.join(", ")}`}`;
}

function requirementText(
  { regime, requirement, provenBy, controls, alias }: RequirementExplanation,
  look: Look,
): string[] {
  const { designation, proposed2025, serviceProviderOnly, notEvidenced, remains = "" } = requirement;
  const proposal = proposed2025 === undefined ? "" : `; proposed in 2025: ${proposed2025}`;
  return [
    `${look.paint("bold", `${regime.name} ${requirement.id}`)}  ${requirement.title}`,
    ...columns(
      [
        ["id", `${regime.id}:${requirement.id} (${regime.version})`],
        ["asked as", alias === undefined ? "" : `${alias} of the former edition`],
        ["kind", designation === undefined ? "" : `${designation}${proposal}`],
        ["binds", serviceProviderOnly === true ? "service providers only" : ""],
        ["proven by", provenBy.map((proof) => `${proof} (${proofText[proof]})`).join(", ")],
        ...controls.map(({ id, title, strength, note }): Row => [id, claim(title, strength, note)]),
        ["besides", remains],
        ["evidence", controls.length === 0 ? `none: ${notEvidenced ?? "no control maps to it"}` : ""],
      ],
      look,
    ),
  ];
}

function claim(title: string, strength: Strength, note: string | undefined): string {
  return `${title} (${strengthText[strength]})${note === undefined ? "" : `\n${note}`}`;
}

type Row = [label: string, text: string];

/** Labels to the left, texts beside them; rows without a text are left out. */
function columns(rows: Row[], { paint, width = 110 }: Look): string[] {
  const shown = rows.filter(([, text]) => text !== "");
  const column = Math.max(10, ...shown.map(([label]) => label.length)) + 2;
  return shown.flatMap(([label, text]) =>
    wrap(text, Math.max(40, width - column - 2)).map(
      (line, index) => `  ${paint("dim", (index === 0 ? label : "").padEnd(column))}${line}`,
    ),
  );
}
