import { vapObjects } from "../../../catalogue";
import type { AdmissionInput } from "../../../catalogue/admission/input";
import { accepted, type ApiObject, messageOf } from "./api-client";
import type { Laboratory } from "./laboratory";
import { createNamespace } from "./namespaces";

/** The label of the namespaces in which the API server's own policies hold here; elsewhere Gatekeeper is alone. */
const label = "laboratory";

/**
 * Makes the rules as policies of the API server, which hold in one namespace that is made with them. The first rule comes
 * last: what the API server does with it, it does with all.
 */
export async function installNative(lab: Laboratory, namespace: string, input: AdmissionInput): Promise<ApiObject[]> {
  const labels = { [label]: namespace };
  const { policies, bindings } = vapObjects(input);
  const inOneNamespace = bindings.map((binding) => {
    const matchResources = { ...binding.spec.matchResources, namespaceSelector: { matchLabels: labels } };
    return { ...binding, spec: { ...binding.spec, matchResources } };
  });
  const objects = [...policies.reverse(), ...inOneNamespace.reverse()].map(
    (each) => ({ ...each }) as unknown as ApiObject,
  );
  await createNamespace(lab, namespace, labels);
  await applyAll(lab, objects);
  return objects;
}

/** Makes or changes objects, one after the other. */
export async function applyAll(lab: Laboratory, objects: readonly ApiObject[]): Promise<void> {
  const refused: string[] = [];
  for (const object of objects) {
    const answer = await lab.admin.apply(object);
    if (!accepted(answer)) refused.push(`${object.metadata.name}: ${messageOf(answer)}`);
  }
  if (refused.length > 0) throw new Error(`the API server does not take ${refused.join("\n")}`);
}

export async function removeAll({ admin }: Laboratory, objects: readonly ApiObject[]): Promise<void> {
  for (const object of [...objects].reverse()) await admin.remove(object);
}
