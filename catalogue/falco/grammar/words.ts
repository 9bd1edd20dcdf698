/** Operators without a right side. */
export const unaryOperators = ["exists"] as const;

/** Operators between numbers; the longer ones first. */
export const numberOperators = ["<=", ">=", "<", ">"] as const;

/** Operators between texts that are written as signs; the longer ones first. */
export const signOperators = ["==", "!=", "="] as const;

/** Operators between texts that are words; Falco takes one only with a space behind it. */
export const wordOperators = [
  "icontains",
  "bcontains",
  "contains",
  "bstartswith",
  "startswith",
  "endswith",
  "iglob",
  "glob",
  "regex",
] as const;

/** Operators whose right side is a list. */
export const listOperators = ["intersects", "pmatch", "in"] as const;

/** Behind an operator of numbers or texts: how many of a list must fit. */
export const modifiers = ["oneof", "anyof", "allof"] as const;

export const transformers = ["tolower", "toupper", "b64", "basename", "len", "join", "concat", "getopt"] as const;

/** Words that stand between checks, and so are no names of macros. */
export const connectives = ["and", "or", "not"] as const;
