import type { RuleSet } from "../contracts";
import { secretPatterns } from "./secret-names";
import { givesNothingAway, saysSecret } from "./secrets";

/** No key of that map passes `test` (over `k`), which is a part of it. */
const noKey = (map: "data" | "binaryData", test: string) =>
  `(!has(variables.anyObject.${map}) || variables.anyObject.${map}.all(k, ${test}))`;

const named = (map: "data" | "binaryData") =>
  noKey(map, `${givesNothingAway(`variables.anyObject.${map}[k]`)} || !${saysSecret("k")}`);

const control = "SEC-01";
const remediation = "Put the value into the external store, and mount the Secret that comes of it as a file.";

/** Secrets in ConfigMaps, which whoever sees the namespace may read. */
export const configMaps: RuleSet = {
  id: "config-maps",
  subject: "object",
  kinds: [{ apiGroups: [""], kinds: ["ConfigMap"] }],
  variables: [],
  rules: [
    {
      id: "config-map-secret",
      control,
      expression: `${named("data")} && ${named("binaryData")}`,
      message: "a key whose name is one of a secret has its value written down",
      remediation,
    },
    {
      id: "config-map-private-key",
      control,
      // A pattern costs admission so much that a ConfigMap of a megabyte would be refused for that alone.
      expression: noKey(
        "data",
        `!variables.anyObject.data[k].contains("PRIVATE KEY") || !variables.anyObject.data[k].matches("${secretPatterns.privateKey}")`,
      ),
      message: "a value holds a private key",
      remediation,
    },
  ],
};
