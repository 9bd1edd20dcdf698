import type {
  Control,
  ObjectRule,
  Proof,
  Regime,
  RegimeCatalogue,
  Requirement,
  Strength,
} from "../../catalogue/contracts";

/** What explanations are taken from. */
export interface Library {
  controls: readonly Control[];
  regimes: Readonly<Record<Regime, RegimeCatalogue>>;
  rules: readonly ObjectRule[];
}

export interface ControlExplanation {
  kind: "control";
  control: Control;
  /** The object rules by which it is judged, at preview and at admission; none for other kinds of control. */
  rules: ObjectRule[];
  /** Per regime, in the order of the catalogue, what the control maps to. */
  mappings: { regime: string; requirements: { id: string; title: string; strength: Strength; note?: string }[] }[];
}

export interface RequirementExplanation {
  kind: "requirement";
  regime: Pick<RegimeCatalogue, "id" | "name" | "version">;
  requirement: Requirement;
  provenBy: Proof[];
  /** Controls that map to it; none where `requirement.notEvidenced` says why. */
  controls: { id: string; title: string; strength: Strength; note?: string }[];
  /** The older id by which it was asked for. */
  alias?: string;
}

export type Explanation = ControlExplanation | RequirementExplanation;

/**
 * Every control and requirement that an id names: `NET-01`, `1.3.1`, `pci-dss:1.3.1`, `A.8.24`, or an id of ISO's
 * edition of 2013. Upper and lower case are the same.
 */
export function explain(id: string, library: Library): Explanation[] {
  const wanted = id.trim().toLowerCase();
  const controls = library.controls.filter((control) => control.id.toLowerCase() === wanted);
  return [
    ...controls.map((control) => explainControl(control, library)),
    ...Object.values(library.regimes).flatMap((regime) => explainIn(regime, wanted, library)),
  ];
}

function explainControl(control: Control, { regimes, rules }: Library): ControlExplanation {
  const mappings = Object.values(regimes)
    .map((regime) => ({
      regime: regime.name,
      requirements: control.mappings
        .filter((mapping) => mapping.regime === regime.id)
        .map(({ requirement, strength, note }) => ({
          id: requirement,
          title: regime.requirements.find((each) => each.id === requirement)?.title ?? "",
          strength,
          ...(note === undefined ? {} : { note }),
        })),
    }))
    .filter(({ requirements }) => requirements.length > 0);
  return { kind: "control", control, rules: rules.filter((rule) => rule.control === control.id), mappings };
}

function explainIn(regime: RegimeCatalogue, wanted: string, { controls }: Library): RequirementExplanation[] {
  const prefix = `${regime.id}:`;
  const bare = wanted.startsWith(prefix) ? wanted.slice(prefix.length) : wanted;
  return regime.requirements.flatMap((requirement) => {
    const alias = requirement.aliases?.find((each) => each.toLowerCase() === bare);
    if (requirement.id.toLowerCase() !== bare && alias === undefined) return [];
    return [
      {
        kind: "requirement" as const,
        regime: { id: regime.id, name: regime.name, version: regime.version },
        requirement,
        provenBy: requirement.provenBy,
        controls: controls.flatMap((control) =>
          control.mappings
            .filter((mapping) => mapping.regime === regime.id && mapping.requirement === requirement.id)
            .map(({ strength, note }) => ({
              id: control.id,
              title: control.title,
              strength,
              ...(note === undefined ? {} : { note }),
            })),
        ),
        ...(alias === undefined ? {} : { alias }),
      },
    ];
  });
}

/** The ids most like one that names nothing, nearest first. */
export function nearestIds(id: string, { controls, regimes }: Library, most = 5): string[] {
  const wanted = id.trim().toLowerCase();
  const requirements = Object.values(regimes).flatMap((regime) =>
    regime.requirements.flatMap((requirement) => [requirement.id, `${regime.id}:${requirement.id}`]),
  );
  const known = [...new Set([...controls.map((control) => control.id), ...requirements])];
  return known
    .map((candidate) => ({ candidate, score: similarity(wanted, candidate.toLowerCase()) }))
    .filter(({ score }) => score > 0.3)
    .sort((a, b) => b.score - a.score || (a.candidate < b.candidate ? -1 : 1))
    .slice(0, most)
    .map(({ candidate }) => candidate);
}

/** Share of the pairs of neighbouring characters that two words have in common (Dice), from 0 to 1. */
function similarity(a: string, b: string): number {
  const pairs = (word: string) => Array.from({ length: word.length + 1 }, (_, at) => ` ${word} `.slice(at, at + 2));
  const rest = pairs(b);
  let common = 0;
  for (const pair of pairs(a)) {
    const at = rest.indexOf(pair);
    if (at < 0) continue;
    common++;
    rest.splice(at, 1);
  }
  return (2 * common) / (a.length + b.length + 2);
}
