import { Proof, type Requirement } from "../contracts";

const { Preview, Admission, Runtime, Inherited, Organisation } = Proof;

type Extra = Omit<Requirement, "id" | "title" | "provenBy">;

/** One line of a regime: id, own-words title, how it can be proven, and what else is known of it. */
export function requirement(id: string, title: string, provenBy: Proof[], extra: Extra = {}): Requirement {
  return { id, title, provenBy, ...extra };
}

/** The plan shows it. */
export const plan: Proof[] = [Preview];
/** The plan shows the configuration, only operation shows the effect. */
export const planAndRuntime: Proof[] = [Preview, Runtime];
/** Preview and admission enforce the same rule. */
export const planAndAdmission: Proof[] = [Preview, Admission];
/** The plan shows a part, the rest is paper and people. */
export const planAndPeople: Proof[] = [Preview, Organisation];
/** All three say something. */
export const planRuntimePeople: Proof[] = [Preview, Runtime, Organisation];
export const runtime: Proof[] = [Runtime, Organisation];
export const inherited: Proof[] = [Inherited, Organisation];
export const people: Proof[] = [Organisation];

/** A requirement that a plan could show and that no control of this version judges: what is missing, and what to do until then. */
export function notYet(what: string, instead: string): { notEvidenced: string } {
  return { notEvidenced: `No control of this version judges it: ${what}. ${instead}.` };
}

/** A requirement that no plan can show: why, and what the organisation does. */
export function outOfReach(why: string, instead: string): { notEvidenced: string } {
  return { notEvidenced: `A plan cannot show it: ${why}. ${instead}.` };
}

/** A requirement that controls only support: what the organisation does besides. */
export function remains(besides: string): { remains: string } {
  return { remains: `${besides}.` };
}
