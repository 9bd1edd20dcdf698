/** What programs read of each type, by path. */
export type Outputs = Record<string, Record<string, unknown>>;
