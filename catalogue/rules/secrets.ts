import type { ObjectRule, RuleSet } from "../contracts";
import { podCarriers } from "./carriers";
import { quoted } from "./cel";
import { noSecrets, secretPatterns } from "./secret-names";
import { podVariables } from "./variables";

/** The text `name` says that it is one of a secret. */
export const saysSecret = (name: string) =>
  `(${name}.matches("(?i)${secretPatterns.secret}") && !${name}.matches("(?i)${secretPatterns.about}"))`;

/** The value gives nothing away. */
export const givesNothingAway = (value: string) => `${value} in ${quoted(noSecrets)}`;

const control = "SEC-01";

const rules: ObjectRule[] = [
  {
    id: "secret-variable",
    control,
    expression:
      "variables.ctrs.all(c, !has(c.env) || c.env.all(e, !has(e.valueFrom) || !has(e.valueFrom.secretKeyRef)))",
    message: "a container gets a key of a Secret as an environment variable",
    remediation: "Mount the Secret as a file, and remove `secretKeyRef` from the container's `env`.",
  },
  {
    id: "secret-variables",
    control,
    expression: "variables.ctrs.all(c, !has(c.envFrom) || c.envFrom.all(e, !has(e.secretRef)))",
    message: "a container gets a whole Secret as environment variables",
    remediation: "Mount the Secret as files, and remove `secretRef` from the container's `envFrom`.",
  },
  {
    id: "written-secret",
    control,
    expression: `variables.ctrs.all(c, !has(c.env) || c.env.all(e, !has(e.value) || ${givesNothingAway("e.value")} || !has(e.name) || !${saysSecret("e.name")}))`,
    message: "an environment variable whose name is one of a secret has its value written down",
    remediation: "Take the value out of `env`, put it into the external store, and mount it as a file.",
  },
];

/** Secrets in the environment of containers. */
export const podSecrets: RuleSet = {
  id: "pod-secrets",
  subject: "pod-template",
  kinds: podCarriers,
  variables: podVariables,
  rules,
};
