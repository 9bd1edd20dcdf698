/** A property that names another resource. */
export interface Reference {
  from: string;
  /** Path of the property; a list names several. */
  at: string;
  to: string;
  /** What the property holds of the other: its id, or one of its outputs. */
  by: "id" | "arn" | "id or arn";
  /** The service's words when the other does not exist at a create. */
  missing: string;
  /** The service's words when the other is deleted first. Without them it can be. */
  blocks?: string;
  /** Goes away together with the other. */
  dies?: boolean;
}
