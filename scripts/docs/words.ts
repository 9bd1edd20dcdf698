import { type Control, type ControlKind, Proof, Strength } from "../../catalogue";

/** What each strength claims, as a reader should understand it. */
export const strengthWords: Record<Strength, string> = {
  [Strength.Direct]: "direct",
  [Strength.Partial]: "partial",
  [Strength.Supporting]: "supporting",
};

export const kindWords: Record<ControlKind, string> = {
  resource: "each resource by itself",
  stack: "the resources of a stack together",
  object: "each Kubernetes object by rules in CEL, at preview and at admission",
};

export const proofWords: Record<Proof, string> = {
  [Proof.Preview]: "preview",
  [Proof.Admission]: "admission",
  [Proof.Runtime]: "operation",
  [Proof.Inherited]: "AWS",
  [Proof.Organisation]: "organisation",
};

/** Stands on every page: what a plan proves is intent. */
export const intent =
  "Everything here is proven as configuration intent: that what is about to be deployed is configured so. That it keeps working in operation needs other evidence.";

const generated = "<!-- Generated from catalogue/ by `npm run docs:controls`; do not edit. -->";

/** A Markdown page of blocks. */
export function page(...blocks: string[]): string {
  return `${[generated, ...blocks].join("\n\n")}\n`;
}

/** A Markdown table; cells may hold any text. */
export function table(head: string[], rows: string[][]): string {
  const line = (cells: string[]) => `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`;
  return [line(head), line(head.map(() => "---")), ...rows.map(line)].join("\n");
}

export function controlLink({ id }: Pick<Control, "id">): string {
  return `[${id}](${id}.md)`;
}
