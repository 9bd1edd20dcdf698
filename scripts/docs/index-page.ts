import { controls, regimeIds, regimes } from "../../catalogue";
import { controlLink, intent, page, strengthWords, table } from "./words";

/** The door to the pages of controls and regimes. */
export function indexPage(): string {
  return page(
    "# Controls",
    "What Rampart checks before anything is deployed, why, and which requirements it speaks to.",
    intent,
    table(
      ["Control", "Title", "Severity", "Level"],
      controls.map((control) => [controlLink(control), control.title, control.severity, control.level]),
    ),
    "## Regimes",
    table(
      ["Regime", "Version", "Requirements listed", "Reached by controls", "Of these supported only"],
      regimeIds.map((id) => {
        const { name, version, requirements } = regimes[id];
        const reached = requirements.filter(({ notEvidenced }) => notEvidenced === undefined);
        const supported = reached.filter(({ remains }) => remains !== undefined);
        const counts = [requirements, reached, supported].map(({ length }) => String(length));
        return [`[${name}](regime-${id}.md)`, version, ...counts];
      }),
    ),
    "## Strength of a claim",
    [
      `- ${strengthWords.D}: the property that is judged is what the requirement asks to be configured.`,
      `- ${strengthWords.P}: it is one part of what the requirement asks.`,
      `- ${strengthWords.S}: it helps to meet the requirement, and does not meet it.`,
    ].join("\n"),
  );
}
