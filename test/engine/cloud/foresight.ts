import type { Cloud, Stored } from "./cloud";
import { drafted, newVersions, type Place, updatedOutputs, type Wanted } from "./service";
import { isProperties, type Properties, withValueAt } from "./values";
import { unknown } from "./wire";

/** Outputs that follow from the inputs alone. */
const foreseen = new Set(["tagsAll"]);

/** Outputs of a create as a preview knows them: what the cloud adds is unknown. */
export function previewCreate(cloud: Cloud, place: Place, wanted: Wanted): Properties {
  return masked(wanted.inputs, drafted(cloud, place, wanted).outputs);
}

function masked(inputs: Properties, outputs: Properties): Properties {
  const entries = Object.entries(outputs).map(([key, value]): [string, unknown] => {
    const asked = inputs[key];
    if (isProperties(asked) && isProperties(value)) return [key, masked(asked, value)];
    return [key, asked ?? (foreseen.has(key) ? value : unknown)];
  });
  return Object.fromEntries(entries);
}

/** Outputs of an update as a preview knows them: what the cloud had added stays, except what this update counts up. */
export function previewUpdate(
  cloud: Cloud,
  place: Place,
  id: string,
  { type, inputs }: Wanted,
  before: Pick<Stored, "inputs" | "outputs">,
): Properties {
  const outputs = updatedOutputs(cloud, place, id, type, inputs, before);
  return newVersions(type, inputs, before).reduce((all, path) => withValueAt(all, path, unknown), outputs);
}
