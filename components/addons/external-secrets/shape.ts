import { check, list, mapOf, oneOf, optional, record, text } from "../../../catalogue";
import { inputText } from "../../foundations/input-text";
import { givenNamePattern, givenNameRule } from "../../foundations/names";
import { isMap } from "../../foundations/values";
import { CaKind, VaultEngine } from "./args";

const objectName = text(
  "a name of Kubernetes: lower-case letters, digits and dashes",
  /^[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?$/,
);
const namespace = text("the name of a namespace", /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/);
const mount = text("a path without slashes at its ends", /^[\w.-]+(\/[\w.-]+)*$/);
const labelKey = /^([a-z0-9.-]{1,253}\/)?[A-Za-z0-9]([\w.-]{0,61}[A-Za-z0-9])?$/;
const labelValue = text("the value of a label", /^[A-Za-z0-9]([\w.-]{0,61}[A-Za-z0-9])?$/);

/** The letters that Secrets Manager takes in a name; it splits nothing at a slash, so ours ends where one follows. */
const prefix = text(
  "parts of a secret's name without slashes at its ends, such as payments",
  /^[\w+=.@-]+(\/[\w+=.@-]+)*$/,
);

const secretsManager = record({
  prefixes: list(prefix, 1),
  region: optional(text("a region such as eu-central-1", /^[a-z]+(-[a-z]+)+-\d+$/)),
  keyArns: optional(list(inputText)),
});

const vault = record({
  server: text("an address that begins with https://, without a path", /^https:\/\/[a-z0-9.-]+(:\d{1,5})?$/i),
  path: mount,
  version: optional(oneOf(Object.values(VaultEngine))),
  role: text(),
  mountPath: optional(mount),
  audience: optional(text()),
  namespace: optional(mount),
  ca: optional(
    record({ kind: oneOf(Object.values(CaKind)), name: objectName, key: text(), namespace: optional(namespace) }),
  ),
});

const store = record({
  namespaces: record({
    names: optional(list(namespace, 1)),
    labels: optional(mapOf(labelValue, labelKey, "the key of a label")),
  }),
  awsSecretsManager: optional(secretsManager),
  vault: optional(vault),
});

export const members = {
  stores: optional(mapOf(store, givenNamePattern, givenNameRule)),
  values: optional(check("a map of chart values", isMap)),
};

/** The shape of the arguments that a cluster passes on. */
export const externalSecretsShape = record(members);
