import type { Registration } from "../preview/types";
import { asSecret, isProperties, isSecret, unknown } from "../preview/wire";
import { Unreadable } from "./documents";

/** Whether a document is meant to be the output of `pulumi stack export`, well-formed or not. */
export function looksLikeStackExport(document: unknown): document is { deployment: Record<string, unknown> } {
  return isProperties(document) && isProperties(document["deployment"]) && !("kind" in document);
}

/**
 * The resources of an exported stack, as if the program had just registered them. Resources that are about to be
 * deleted are left out; secrets stay closed: an encrypted one is unknown, and never decrypted.
 * @throws Unreadable when the deployment holds no resources or they are malformed
 */
export function readStackExport(document: { deployment: Record<string, unknown> }): {
  project: string;
  stack: string;
  registrations: Registration[];
} {
  const { resources } = document.deployment;
  if (!Array.isArray(resources) || resources.length === 0) {
    throw new Unreadable("it is a stack export without resources: the stack is empty");
  }
  const registrations = resources.flatMap((resource: unknown, index) => readResource(resource, index));
  const first = registrations[0];
  if (first === undefined) throw new Unreadable("it is a stack export in which every resource is about to be deleted");
  const [stack, project] = first.urn.slice("urn:pulumi:".length).split("::");
  return { project: project!, stack: stack!, registrations };
}

const urnForm = /^urn:pulumi:[^:]+::[^:]+::.+::.+$/;

function readResource(resource: unknown, index: number): Registration[] {
  if (!isProperties(resource)) throw new Unreadable(`deployment.resources[${index}] is no map`);
  const { urn, type } = resource;
  if (typeof urn !== "string" || !urnForm.test(urn)) throw new Unreadable(`deployment.resources[${index}] has no urn`);
  if (typeof type !== "string") throw new Unreadable(`deployment.resources[${index}] (${urn}) has no type`);
  if (resource["delete"] === true) return [];
  const parent = resource["parent"];
  return [
    {
      urn,
      type,
      name: urn.split("::").slice(3).join("::"),
      custom: resource["custom"] === true,
      remote: false,
      external: resource["external"] === true,
      ...(typeof parent === "string" ? { parent } : {}),
      inputs: properties(resource["inputs"]),
      outputs: properties(resource["outputs"]),
      provider: typeof resource["provider"] === "string" ? resource["provider"] : "",
      providers: {},
      dependencies: texts(resource["dependencies"]),
      propertyDependencies: isProperties(resource["propertyDependencies"])
        ? Object.fromEntries(Object.entries(resource["propertyDependencies"]).map(([key, urns]) => [key, texts(urns)]))
        : {},
      options: {
        ignoreChanges: texts(resource["ignoreChanges"]),
        replaceOnChanges: texts(resource["replaceOnChanges"]),
        aliases: texts(resource["aliases"]),
        additionalSecretOutputs: texts(resource["additionalSecretOutputs"]),
        ...(resource["protect"] === true ? { protect: true } : {}),
        ...(resource["retainOnDelete"] === true ? { retainOnDelete: true } : {}),
        ...(typeof resource["deletedWith"] === "string" ? { deletedWith: resource["deletedWith"] } : {}),
      },
    },
  ];
}

function texts(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((each): each is string => typeof each === "string") : [];
}

function properties(value: unknown): Record<string, unknown> {
  return isProperties(value) ? Object.fromEntries(Object.entries(value).map(([key, each]) => [key, opened(each)])) : {};
}

/** A value as the wire carries it: `--show-secrets` writes the JSON text of a secret, an ordinary export its ciphertext. */
function opened(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(opened);
  if (!isProperties(value)) return value;
  if (!isSecret(value)) return properties(value);
  if (typeof value["plaintext"] !== "string") return unknown;
  try {
    return asSecret(opened(JSON.parse(value["plaintext"])));
  } catch {
    // A secret that cannot be read is as unknown as an encrypted one.
    return unknown;
  }
}
