import { accepted, messageOf } from "./api-client";
import type { Laboratory } from "./laboratory";

/** Makes a namespace that no component made: Pod Security leaves it alone, so that Gatekeeper alone decides. */
export async function createNamespace({ admin }: Laboratory, name: string): Promise<void> {
  const answer = await admin.apply({ apiVersion: "v1", kind: "Namespace", metadata: { name } });
  if (!accepted(answer)) throw new Error(`namespace ${name} was refused: ${messageOf(answer)}`);
}
