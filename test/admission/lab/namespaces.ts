import { accepted, messageOf } from "./api-client";
import type { Laboratory } from "./laboratory";
import { unguarded } from "./unguarded";

/**
 * Makes a namespace that no component made, and that Gatekeeper would refuse: Pod Security leaves it alone, so that
 * Gatekeeper alone decides about what is in it.
 */
export async function createNamespace(
  lab: Laboratory,
  name: string,
  labels: Record<string, string> = {},
): Promise<void> {
  const namespace = { apiVersion: "v1", kind: "Namespace", metadata: { name, labels } };
  const answer = await unguarded(lab, name, () => lab.admin.apply(namespace));
  if (!accepted(answer)) throw new Error(`namespace ${name} was refused: ${messageOf(answer)}`);
}
