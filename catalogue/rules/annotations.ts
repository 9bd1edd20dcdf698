import type { RuleVariable } from "../contracts";

/** Whether a map of texts has a key, and its text meets a test. */
export function textIn(map: string, key: string, test: (text: string) => string): string {
  const quoted = JSON.stringify(key);
  return `(${quoted} in ${map} && ${test(`${map}[${quoted}]`)})`;
}

/** Whether the object is one of those that may be reached from the internet; one that names no namespace is not. */
export const exposed: RuleVariable = {
  name: "isExposed",
  expression:
    'has(variables.anyObject.metadata.name) && has(variables.anyObject.metadata.namespace) && variables.exposed.exists(e, e.endsWith(variables.anyObject.metadata.name) && e == [variables.anyObject.metadata.namespace, variables.anyObject.metadata.name].join("/"))',
};
