import { appendFileSync } from "node:fs";
import { openCloud } from "./cloud";
import type { Plan } from "./plan";
import { providerHandlers } from "./provider";
import { serve } from "./serve";

/** A plan as data, for a stand-in that the engine starts itself. */
export interface PlanData {
  /** Milliseconds by type; `*` for every other. */
  latency?: Record<string, number>;
  /** Ends this process at the n-th create, which the cloud has received or not. A type narrows what is counted. */
  crash?: { create: number; received: boolean; type?: string };
}

const parentCheck = 200;

/**
 * One stand-in as a plugin: the port goes to the first line of stdout. It ends with the engine. RAMPART_LAB_CLOUD names
 * the cloud's folder, RAMPART_LAB_JOURNAL a file that gets a line per call, RAMPART_LAB_PLAN holds the plan as JSON.
 */
export async function servePlugin(provider: "aws" | "kubernetes"): Promise<void> {
  endWithParent();
  const { RAMPART_LAB_CLOUD: folder, RAMPART_LAB_JOURNAL: journal, RAMPART_LAB_PLAN: plan } = process.env;
  if (folder === undefined) throw new Error("RAMPART_LAB_CLOUD names no folder");
  const { port } = await serve(
    providerHandlers(provider, openCloud(folder), {
      plan: planOf(JSON.parse(plan ?? "{}") as PlanData),
      changes: 0,
      note: (call) => journal !== undefined && appendFileSync(journal, `${JSON.stringify(call)}\n`),
      // A cancelled run still waits for the calls that are under way, so this process does not end here.
      cancelled: () => undefined,
    }),
  );
  process.stdout.write(`${port}\n`);
}

function endWithParent(): void {
  const parent = process.ppid;
  setInterval(() => process.ppid === parent || process.exit(0), parentCheck).unref();
  process.on("SIGTERM", () => process.exit(0));
}

function planOf({ latency = {}, crash }: PlanData): Plan {
  let creates = 0;
  return {
    latency: ({ type }) => latency[type] ?? latency["*"] ?? 0,
    fault: ({ method, type }) => {
      if (crash === undefined || method !== "create" || type !== (crash.type ?? type)) return undefined;
      creates += 1;
      if (creates !== crash.create) return undefined;
      return { kind: "cut", received: crash.received, act: () => process.kill(process.pid, "SIGKILL") && undefined };
    },
  };
}
