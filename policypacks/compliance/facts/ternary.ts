/** A yes or a no, where it can be known. */
export type Ternary = boolean | "unknown";

/** No where one says no; yes where all say yes. */
export function every(answers: readonly Ternary[]): Ternary {
  if (answers.includes(false)) return false;
  return answers.includes("unknown") ? "unknown" : true;
}

/** Yes where one says yes; no where all say no. */
export function some(answers: readonly Ternary[]): Ternary {
  if (answers.includes(true)) return true;
  return answers.includes("unknown") ? "unknown" : false;
}
