import { prepareTools } from "../../lab/toolchain";
import { accepted, messageOf } from "../lab/api-client";
import { burst } from "../lab/burst";
import { addToLaboratory, type Laboratory, startLaboratory } from "../lab/laboratory";
import { createNamespace } from "../lab/namespaces";
import { compliantPod } from "../lab/pods";
import { isPolicy } from "../lab/recorded";

export interface Latency {
  of: "latency";
  what: string;
  milliseconds: number[];
}

export interface Burst {
  of: "burst";
  what: string;
  accepted: number;
  denied: number;
  /** Names of the pods that are there afterwards. */
  stored: string[];
  /** Answers that are no decision, time-outs among them. */
  others: string[];
  milliseconds: number;
}

const namespace = "bench";
const [warmUp, samples, together] = [50, 500, 500];

/** Creations one after another; nothing is stored, so that the last is as quick as the first. */
async function latency({ pipeline }: Laboratory, place: string): Promise<number[]> {
  const milliseconds: number[] = [];
  for (let index = 0; index < warmUp + samples; index++) {
    const pod = compliantPod(place, `pod-${index}`);
    const started = performance.now();
    const answer = await pipeline.create(pod, { dryRun: true });
    if (!accepted(answer)) throw new Error(messageOf(answer));
    if (index >= warmUp) milliseconds.push(performance.now() - started);
  }
  return milliseconds;
}

async function together500(lab: Laboratory, what: string): Promise<Burst> {
  const { accepted: admitted, denied, others, milliseconds } = await burst(lab, namespace, together);
  const stored = (await lab.pipeline.list("v1", "Pod", namespace)).map(({ metadata }) => metadata.name);
  await lab.admin.removeAll("v1", "Pod", namespace);
  return { of: "burst", what, accepted: admitted.length, denied: denied.length, stored, others, milliseconds };
}

/** The same creations without a webhook, with an empty Gatekeeper, and with all rules, in one laboratory. */
export async function measureAdmission(): Promise<(Latency | Burst)[]> {
  const missing = await prepareTools(["etcd", "kube-apiserver", "gatekeeper"], console.log);
  if (missing.length > 0) throw new Error(missing.join("\n"));
  const lab = await startLaboratory("prod", (registration) => !isPolicy(registration));
  const measured = async (what: string, place: string): Promise<Latency> => ({
    of: "latency",
    what,
    milliseconds: await latency(lab, place),
  });
  try {
    await createNamespace(lab, namespace);
    const without = [
      await measured("no webhook", "kube-system"),
      await measured("Gatekeeper without rules", namespace),
      await together500(lab, "Gatekeeper without rules"),
    ];
    await addToLaboratory(lab);
    return [
      ...without,
      await measured("Gatekeeper with all rules", namespace),
      await together500(lab, "Gatekeeper with all rules"),
    ];
  } finally {
    await lab.stop();
  }
}
