import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runKeys } from "../../../catalogue/contracts";
import { providerUrn } from "../../../cli/preview/analyzer-messages";
import { type PackClient, startPack } from "../../../cli/preview/pack";
import type { Diagnostic, Registration } from "../../../cli/preview/types";
import { family, peakMB, processorTime, readProc } from "../processes";

export interface Asked {
  /** What all Analyze calls took together. */
  analyze: Taken;
  /** What the one AnalyzeStack call took. */
  stack: Taken;
  /** Peak resident memory of the pack's process, in MB. */
  peakMB: number;
  diagnostics: Diagnostic[];
}

/** In milliseconds. */
export interface Taken {
  /** Processor time of the pack's process: what others do on the machine, or the asking takes, is not in it. */
  processor: number;
  /** Time that passed. */
  passed: number;
}

/** As many resources as the engine registers at a time. */
const parallel = 16;

/**
 * Starts a pack under Pulumi's runner and asks it about a stack, as a preview does. A pack that was asked about another
 * stack before has compiled what it needs; its process is a new one each time, so that the peak of its memory is that of
 * these stacks.
 */
export async function askPack(
  folder: string,
  registrations: readonly Registration[],
  warmUp: readonly Registration[],
): Promise<Asked> {
  const scratch = mkdtempSync(join(tmpdir(), "rampart-bench-pack-"));
  const pack = await startPack(folder);
  try {
    await ask(pack, warmUp, scratch);
    const times = await ask(pack, registrations, scratch);
    return { ...times, peakMB: peakMB(packProcess()) };
  } finally {
    await pack.stop();
    rmSync(scratch, { recursive: true, force: true });
  }
}

/** The process of the one pack that runs. */
const packProcess = () => family(process.pid).find((pid) => readProc(pid, "cmdline").includes("run-policy-pack"))!;

async function ask(
  pack: PackClient,
  registrations: readonly Registration[],
  root: string,
): Promise<Omit<Asked, "peakMB">> {
  await pack.configure();
  await pack.configureStack({
    project: "bench",
    stack: "dev",
    dryRun: true,
    config: { [runKeys.root]: root, [runKeys.evidence]: join(root, "evidence.json") },
  });
  const providers = new Map(registrations.map((each) => [each.urn, each]));
  const diagnostics: Diagnostic[] = [];
  const queue = registrations[Symbol.iterator]();
  const worker = async () => {
    for (const each of queue) diagnostics.push(...(await pack.analyze(each, providers.get(providerUrn(each)))));
  };
  const analyze = await taken(() => Promise.all(Array.from({ length: parallel }, worker)));
  const stack = await taken(async () => diagnostics.push(...(await pack.analyzeStack(registrations))));
  return { analyze, stack, diagnostics };
}

async function taken(act: () => Promise<unknown>): Promise<Taken> {
  const pid = packProcess();
  const [processor, passed] = [processorTime(pid), performance.now()];
  await act();
  return { processor: processorTime(pid) - processor, passed: performance.now() - passed };
}
