import { type Control, type ControlKind, Proof, RuleParameter, Strength } from "../../catalogue";

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

/** What a cluster or the pack's settings name for rules to compare with. */
export const parameterWords: Record<RuleParameter, string> = {
  [RuleParameter.Registries]: "prefixes of image names that are welcome beside the private registries of ECR",
  [RuleParameter.Exposed]: "`namespace/name` of Services and Ingresses that may be reached from the internet",
  [RuleParameter.ClusterAdmins]: "`Kind:name` of subjects that may be bound to cluster-admin",
  [RuleParameter.TrustedRoles]:
    "names of ClusterRoles, and `namespace/name` of Roles, that may do what a role else must not",
  [RuleParameter.PlatformNamespaces]: "names of the platform's own namespaces",
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
