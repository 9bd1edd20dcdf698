import { readFile } from "node:fs/promises";
import { join } from "node:path";

import { type Evidence, Mode, runKeys } from "../../catalogue/contracts";
import { CliError, ExitCode } from "../errors";
import { providerUrn } from "../preview/analyzer-messages";
import { incompleteEvidence } from "../preview/incomplete-evidence";
import { type PackClient, startPack } from "../preview/pack";
import { type PackConfig, readPackConfig } from "../preview/pack-config";
import type { Diagnostic } from "../preview/types";
import { withScratch } from "../scratch";
import type { Target } from "./target";

export interface CheckOptions {
  /** Absolute path of the folder whose waivers apply. */
  root: string;
  /** Absolute path of the policy pack. */
  policyPack: string;
  policyPackConfig?: string;
}

/** What the pack came to on one file. */
export interface JudgedTarget {
  target: Target;
  evidence: Evidence;
  diagnostics: Diagnostic[];
  /** Why the pack broke. */
  broken?: string;
}

/**
 * Judges every file by itself, in one process of the pack, which is configured anew for each and so forgets the one
 * before.
 * @throws CliError (2) for a configuration of the pack that does not fit. A pack that breaks does not throw: the
 * result says so
 */
export async function judgeTargets(
  targets: readonly Target[],
  { root, policyPack, policyPackConfig }: CheckOptions,
): Promise<JudgedTarget[]> {
  const config = policyPackConfig === undefined ? undefined : readPackConfig(policyPackConfig);
  return withScratch(async (scratch) => {
    const pack = startPack(policyPack);
    try {
      const judged: JudgedTarget[] = [];
      for (const [index, target] of targets.entries()) {
        judged.push(await judgeOne(target, pack, config, root, join(scratch, `${index}.json`)));
      }
      return judged;
    } finally {
      await pack.then((client) => client.stop()).catch(() => undefined);
    }
  });
}

async function judgeOne(
  target: Target,
  pack: Promise<PackClient>,
  config: PackConfig | undefined,
  root: string,
  evidencePath: string,
): Promise<JudgedTarget> {
  const startedAt = new Date();
  const { project, stack, mode, registrations } = target;
  const incomplete = (because: string, failed: boolean) => {
    const evidence = incompleteEvidence({ cwd: root, project, stack, registrations, startedAt, because, failed });
    return { ...evidence, run: { ...evidence.run, mode } };
  };
  try {
    const client = await pack;
    await client.configure(config);
    await client.configureStack({
      project,
      stack,
      // State is not a plan: what it does not hold will not come.
      dryRun: mode !== Mode.StackExport,
      config: { [runKeys.mode]: mode, [runKeys.evidence]: evidencePath, [runKeys.root]: root },
    });
    const diagnostics = await analyse(target, client);
    const evidence = await readEvidence(evidencePath);
    const because = "the policy pack writes no evidence: only its violations are known";
    return { target, diagnostics, evidence: evidence ?? incomplete(because, false) };
  } catch (error) {
    if (!(error instanceof CliError) || error.exitCode !== ExitCode.Broken) throw error;
    return { target, diagnostics: [], evidence: incomplete(error.message, true), broken: error.message };
  }
}

/** As the engine does: what exists outside of the stack is not its to judge. */
async function analyse({ registrations }: Target, client: PackClient): Promise<Diagnostic[]> {
  const own = registrations.filter(({ external }) => !external);
  const byUrn = new Map(registrations.map((registration) => [registration.urn, registration]));
  const each = await Promise.all(
    own.map((registration) => client.analyze(registration, byUrn.get(providerUrn(registration)))),
  );
  return [...each.flat(), ...(await client.analyzeStack(own))];
}

async function readEvidence(path: string): Promise<Evidence | undefined> {
  const text = await readFile(path, "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return undefined;
    throw error;
  });
  return text === undefined ? undefined : (JSON.parse(text) as Evidence);
}
