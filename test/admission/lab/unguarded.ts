import { until } from "../../lab/patience";
import { accepted, messageOf } from "./api-client";
import { startGatekeeper } from "./gatekeeper";
import type { Laboratory } from "./laboratory";
import { violatingPod } from "./pods";

/** Does something while the API server asks no webhook, as before Gatekeeper was there. */
export async function unguarded<T>(lab: Laboratory, namespace: string, work: () => Promise<T>): Promise<T> {
  await lab.admin.remove(lab.webhooks);
  try {
    await until("the webhooks to be gone", async () => !(await refuses(lab, namespace)));
    return await work();
  } finally {
    const answer = await lab.admin.apply(lab.webhooks);
    if (!accepted(answer)) throw new Error(`the webhooks were refused: ${messageOf(answer)}`);
    await until("the webhooks to be back", () => refuses(lab, namespace));
  }
}

/** Does something while the API server asks webhooks that do not answer, because Gatekeeper has ended. */
export async function abandoned<T>(lab: Laboratory, namespace: string, work: () => Promise<T>): Promise<T> {
  const { server, values, gatekeeper } = lab;
  await gatekeeper.stop("SIGKILL");
  try {
    return await work();
  } finally {
    lab.gatekeeper = await startGatekeeper(server, values, "webhook", gatekeeper.port);
    await until("Gatekeeper to judge again", () => refuses(lab, namespace));
  }
}

/** Whether somebody looks: a pod that breaks a rule is refused because it does. */
async function refuses({ pipeline }: Laboratory, namespace: string): Promise<boolean> {
  const answer = await pipeline.create(violatingPod(namespace, "sentry"), { dryRun: true });
  return String(answer.body["message"]).includes("denied the request");
}
