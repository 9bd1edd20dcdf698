import { isDeepStrictEqual } from "node:util";
import { isProperties } from "../../../cli/preview/wire";
import { compliantTemplate, containerLists, type Json } from "../../catalogue/support/pods";
import type { ApiObject } from "../lab/api-client";
import { requiredOfVolumes } from "./required";

/** Where the pod template of a kind is, if it is there. */
function templateOf(object: Json): Json | undefined {
  if (object["kind"] === "Pod") return object;
  const path = object["kind"] === "CronJob" ? ["spec", "jobTemplate", "spec", "template"] : ["spec", "template"];
  const found = path.reduce<unknown>((at, key) => (isProperties(at) ? at[key] : undefined), object);
  return isProperties(found) ? found : undefined;
}

/**
 * A sample with what the API server asks of an object besides what the rules judge: a place, a selector, the details of a
 * volume. Nothing is taken away, and nothing that stands there is changed.
 */
export function completed(sample: Json, name: string, namespace: string): ApiObject {
  const object = sample as ApiObject;
  return filledIn({ ...object, metadata: { ...object.metadata, name, namespace } });
}

/** The same of an object that has a name and its place. */
export function filledIn(sample: ApiObject): ApiObject {
  const object = structuredClone(sample);
  const template = templateOf(object);
  if (template === undefined) return object;
  if (object.kind !== "Pod") addSelector(object, template);
  const spec = template["spec"];
  if (!isProperties(spec)) return object;
  if (object.kind === "Job" || object.kind === "CronJob") spec["restartPolicy"] ??= "Never";
  if (object.kind === "CronJob") (object["spec"] as Json)["schedule"] ??= "0 3 * * *";
  // Only an init container that goes on running may have a probe.
  for (const each of listOf(spec, "initContainers")) each["restartPolicy"] ??= "Always";
  for (const list of containerLists) listOf(spec, list).forEach(addDetails);
  for (const volume of listOf(spec, "volumes")) {
    for (const [type, required] of Object.entries(requiredOfVolumes)) {
      if (isProperties(volume[type])) volume[type] = { ...required, ...volume[type] };
    }
  }
  return object;
}

function addSelector(object: ApiObject, template: Json): void {
  const metadata = isProperties(template["metadata"]) ? template["metadata"] : {};
  const labels = { app: "sample", ...(metadata["labels"] as Json | undefined) };
  template["metadata"] = { ...metadata, labels };
  const spec = object["spec"] as Json;
  if (object.kind === "ReplicationController") spec["selector"] ??= labels;
  else if (object.kind !== "Job" && object.kind !== "CronJob") spec["selector"] ??= { matchLabels: labels };
}

function addDetails(container: Json): void {
  for (const port of listOf(container, "ports")) port["containerPort"] ??= 8080;
  const { securityContext } = container;
  const profile = isProperties(securityContext) ? securityContext["seccompProfile"] : undefined;
  if (isProperties(profile) && profile["type"] === "Localhost") profile["localhostProfile"] ??= "mine";
}

/** The object without its ephemeral containers: those come to a pod later, by a request of their own. */
export function withoutEphemeral(object: ApiObject): ApiObject {
  const copy = structuredClone(object);
  const spec = templateOf(copy)?.["spec"];
  if (isProperties(spec)) delete spec["ephemeralContainers"];
  return copy;
}

/** The ephemeral containers of an object. What the samples give to every container, and these cannot have, is left out. */
export function ephemeralContainers(object: ApiObject): Json[] {
  return ephemeralOf(object).map((container) => {
    const ofAll = (key: string, value: unknown) =>
      ["ports", "livenessProbe"].includes(key) && isDeepStrictEqual(value, usual[key]);
    return Object.fromEntries(Object.entries(container).filter(([key, value]) => !ofAll(key, value)));
  });
}

/** Whether an ephemeral container is there for its own sake: all samples have a compliant one. */
export function hasUnusualEphemeral(object: ApiObject): boolean {
  return ephemeralOf(object).some((container) => !isDeepStrictEqual(container, usual));
}

const usual = listOf(compliantTemplate().spec, "ephemeralContainers")[0]!;

function ephemeralOf(object: ApiObject): Json[] {
  const spec = templateOf(object)?.["spec"];
  return isProperties(spec) ? listOf(spec, "ephemeralContainers") : [];
}

function listOf(holder: Json, name: string): Json[] {
  return Array.isArray(holder[name]) ? (holder[name] as unknown[]).filter(isProperties) : [];
}
