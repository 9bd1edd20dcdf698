import { type Control, controls, type Mapping, type Regime, regimes, type Requirement } from "../../catalogue";
import { controlLink, intent, page, proofWords, strengthWords, table } from "./words";

interface Claim {
  control: Control;
  mapping: Mapping;
}

/** The index of one regime: every requirement, what speaks to it, and what nothing here proves. */
export function regimePage(id: Regime): string {
  const { name, version, source, requirements } = regimes[id];
  const claimed = requirements.filter((each) => claimsOn(id, each).length > 0);
  const open = requirements.filter((each) => claimsOn(id, each).length === 0);
  const supported = claimed.filter(({ remains }) => remains !== undefined);
  return page(
    `# ${name} ${version}`,
    `${source}. Titles are our own words.`,
    `${claimed.length} of ${requirements.length} requirements listed here are reached by at least one control, ${supported.length} of them by controls that only support them; ${open.length} are not, and each says why.`,
    intent,
    "## Reached by controls",
    table(
      ["Requirement", "About", "Controls", "Can be proven by", "Remarks"],
      claimed.map((each) => [
        each.id,
        each.title,
        claimsOn(id, each).map(claimText).join("<br>"),
        proofs(each),
        remarks(each),
      ]),
    ),
    "## Not evidenced",
    table(
      ["Requirement", "About", "Why, and what the organisation does", "Can be proven by", "Remarks"],
      open.map((each) => [each.id, each.title, each.notEvidenced ?? "", proofs(each), remarks(each)]),
    ),
  );
}

function claimsOn(regime: Regime, { id }: Requirement): Claim[] {
  return controls.flatMap((control) =>
    control.mappings
      .filter((each) => each.regime === regime && each.requirement === id)
      .map((mapping) => ({ control, mapping })),
  );
}

function claimText({ control, mapping }: Claim): string {
  const note = mapping.note === undefined ? "" : `: ${mapping.note}`;
  return `${controlLink(control)} (${strengthWords[mapping.strength]})${note}`;
}

function proofs({ provenBy }: Requirement): string {
  return provenBy.map((each) => proofWords[each]).join(", ");
}

function remarks({ remains, designation, proposed2025, serviceProviderOnly, aliases }: Requirement): string {
  return [
    remains === undefined ? "" : `Supported only. ${remains}`,
    designation === undefined ? "" : `Today ${designation}.`,
    proposed2025 === undefined ? "" : `Proposal of 2025: ${proposed2025}`,
    serviceProviderOnly === true ? "Binds service providers only." : "",
    aliases === undefined ? "" : `In 2013: ${aliases.join(", ")}.`,
  ]
    .filter((each) => each !== "")
    .join(" ");
}
