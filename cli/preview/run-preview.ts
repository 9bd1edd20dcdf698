import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { type Evidence, Mode, runKeys } from "../../catalogue/contracts";
import { CliError, ExitCode } from "../errors";
import { withScratch } from "../scratch";
import { createFixtures } from "./fixtures";
import { placeholderAccount, placeholderRegion } from "./fixtures/aws";
import { readFixtureFile } from "./fixtures/file";
import { incompleteEvidence } from "./incomplete-evidence";
import { createMonitor } from "./monitor";
import { type PackClient, startPack } from "./pack";
import { type PackConfig, readPackConfig } from "./pack-config";
import { providerUrn } from "./analyzer-messages";
import { type ProgramEnd, startProgram } from "./program";
import { type Project, readProject } from "./project";
import { serveMonitor } from "./server";
import type { Diagnostic, PreviewListener, PreviewOptions, PreviewResult, Registration } from "./types";

/**
 * Previews a stack: program and policy pack run at the same time, each in its own process; every resource is judged
 * while the program goes on, and the stack as a whole after its end.
 * @throws CliError (2) for settings that are wrong, or that the program refuses with a pulumi.RunError. A program or a pack that breaks does not
 * throw: the result says so.
 */
export async function runPreview(options: PreviewOptions, listener: PreviewListener = {}): Promise<PreviewResult> {
  const startedAt = new Date();
  listener.phase?.("starting");
  const project = readProject(options.cwd, options.stack);
  const config = options.policyPackConfig === undefined ? undefined : readPackConfig(options.policyPackConfig);
  const fixtures = options.fixtures === undefined ? undefined : readFixtureFile(options.fixtures);
  return withScratch(async (scratch) => {
    const evidencePath = join(scratch, "evidence.json");
    const pack = openPack(options.policyPack, config, project, evidencePath);
    try {
      const world = { region: project.config["aws:region"] ?? placeholderRegion, account: placeholderAccount };
      const ran = await runProgram(project, createFixtures(world, fixtures), pack, listener);
      if (ran.refused !== undefined) throw new CliError(ExitCode.Usage, ran.refused);
      listener.phase?.("judging");
      const judged = await ran.judged;
      return resultOf(options.cwd, project, ran, judged, await readEvidence(evidencePath), startedAt);
    } finally {
      await pack.then((client) => client.stop()).catch(() => undefined);
    }
  });
}

function resultOf(
  cwd: string,
  project: Project,
  ran: Ran,
  judged: Judged,
  written: Evidence | undefined,
  startedAt: Date,
): PreviewResult {
  const { registrations, details } = ran;
  const broken = ran.broken ?? judged.broken;
  const incomplete = () =>
    incompleteEvidence({
      cwd,
      project: project.name,
      stack: project.stack,
      registrations,
      startedAt,
      because: broken ?? "the policy pack writes no evidence: only its violations are known",
      failed: broken !== undefined,
    });
  return {
    project: project.name,
    stack: project.stack,
    registrations,
    diagnostics: judged.diagnostics,
    evidence: broken === undefined && written !== undefined ? written : incomplete(),
    unknownSettings: project.secretKeys,
    log: ran.log,
    ...(broken !== undefined && { broken }),
    ...(details !== undefined && { details }),
  };
}

/**
 * The pack runs for seconds beside the program and the monitor, mostly on two cores. V8 compiles a function for speed once it
 * has run for this many bytes of its code, seven times as many as by itself: the compiler takes less from the others.
 */
const hotOnly = "--interrupt-budget=500000";

async function openPack(
  dir: string,
  config: PackConfig | undefined,
  project: Project,
  evidence: string,
): Promise<PackClient> {
  const pack = await startPack(dir, [hotOnly]);
  try {
    await pack.configure(config);
    await pack.configureStack({
      project: project.name,
      stack: project.stack,
      dryRun: true,
      config: { [runKeys.mode]: Mode.OfflinePreview, [runKeys.evidence]: evidence, [runKeys.root]: project.root },
    });
    return pack;
  } catch (error) {
    await pack.stop();
    throw error;
  }
}

interface Judged {
  diagnostics: Diagnostic[];
  broken?: string;
}

interface Ran extends ProgramEnd {
  registrations: Registration[];
  judged: Promise<Judged>;
}

async function runProgram(
  project: Project,
  invoke: ReturnType<typeof createFixtures>,
  pack: Promise<PackClient>,
  listener: PreviewListener,
): Promise<Ran> {
  let lastHeard = Date.now();
  const byUrn = new Map<string, Registration>();
  const analyses: Promise<Diagnostic[]>[] = [];
  // The stack is judged while the program's process still exits. Of a program that broke, the resources alone count.
  let whole: Promise<Judged> | undefined;
  const judgeAll = () => {
    whole ??= judge(analyses, monitor.registrations(), pack);
    whole.catch(() => undefined);
    return whole;
  };
  const monitor = createMonitor({
    project: project.name,
    stack: project.stack,
    config: project.config,
    invoke,
    heard: () => (lastHeard = Date.now()),
    finished: () => void judgeAll(),
    registered(registration) {
      byUrn.set(registration.urn, registration);
      listener.registered?.(registration);
      // What exists already is not this stack's to judge; the engine leaves it out, too.
      if (registration.external) return;
      const provider = byUrn.get(providerUrn(registration));
      const analysis = pack.then((client) => client.analyze(registration, provider));
      analysis.catch(() => undefined);
      analyses.push(analysis);
    },
  });
  const server = await serveMonitor(monitor);
  const program = startProgram(project, monitor, { address: server.address, lastHeard: () => lastHeard });
  listener.phase?.("running");
  // Wrong settings of the pack end the preview at once; a pack that breaks is told of beside what was registered.
  const refused = pack.then(
    () => new Promise<never>(() => undefined),
    (error: unknown) => (isUsage(error) ? Promise.reject(error as Error) : new Promise<never>(() => undefined)),
  );
  try {
    const end = await Promise.race([program.end, refused]);
    return {
      ...end,
      registrations: monitor.registrations(),
      judged: end.details === undefined ? judgeAll() : judge(analyses, [], pack),
    };
  } finally {
    await program.stop();
    monitor.close();
    server.close();
  }
}

function isUsage(error: unknown): boolean {
  return error instanceof CliError && error.exitCode === ExitCode.Usage;
}

/** All that the pack found. The stack as a whole is judged when there are registrations: the program came to its end. */
async function judge(
  analyses: readonly Promise<Diagnostic[]>[],
  registrations: readonly Registration[],
  pack: Promise<PackClient>,
): Promise<Judged> {
  const settled = await Promise.allSettled(analyses);
  const diagnostics = settled.flatMap((each) => (each.status === "fulfilled" ? each.value : []));
  try {
    const client = await pack;
    const failed = settled.find((each) => each.status === "rejected");
    if (failed !== undefined) throw failed.reason;
    const managed = registrations.filter((each) => !each.external);
    return {
      diagnostics: managed.length === 0 ? diagnostics : [...diagnostics, ...(await client.analyzeStack(managed))],
    };
  } catch (error) {
    if (!(error instanceof CliError) || isUsage(error)) throw error;
    return { diagnostics, broken: error.message };
  }
}

async function readEvidence(path: string): Promise<Evidence | undefined> {
  const text = await readFile(path, "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return undefined;
    throw error;
  });
  return text === undefined ? undefined : (JSON.parse(text) as Evidence);
}
