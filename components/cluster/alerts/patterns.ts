/**
 * Patterns of CloudWatch Logs for JSON events. What `!=` says of a key that is absent is not documented, so it stands only
 * on keys that every event has. There are no wildcards within a text, and `&&` and `||` never meet without parentheses.
 */

/** All of these. */
export function all(...conditions: string[]): string {
  return conditions.map(inParentheses).join(" && ");
}

/** Any of these. */
export function any(...conditions: string[]): string {
  return conditions.map(inParentheses).join(" || ");
}

/** A key with any of these values. */
export function among(key: string, ...values: string[]): string {
  return any(...values.map((value) => `${key} = "${value}"`));
}

/** A key with none of these values. */
export function notAmong(key: string, ...values: string[]): string {
  return all(...values.map((value) => `${key} != "${value}"`));
}

/** The pattern of a metric filter. */
export function pattern(condition: string): string {
  return `{ ${condition} }`;
}

function inParentheses(condition: string): string {
  return `(${condition})`;
}
