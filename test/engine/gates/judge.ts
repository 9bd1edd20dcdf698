import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Evidence } from "../../../catalogue/contracts";
import { temporaryFolder } from "../../lab/folders";
import type { CliLab, CliRun } from "../lab/cli";
import { packFolder } from "../lab/project";
import { rampart } from "../lab/rampart";

/** A run of the engine with the policy pack, and what it left. */
interface Judged extends CliRun {
  /** undefined when the run wrote none. */
  evidence: Evidence | undefined;
  /** Level of a violation by policy, as the engine printed it. */
  violations: Record<string, string>;
}

interface Asked {
  /** What --policy-pack-config says. */
  config?: unknown;
  /** The pack, where it is not the repository's own. */
  pack?: string;
  /** Packs beside ours. */
  others?: readonly string[];
}

export const evidenceOf = ({ project }: CliLab) => join(project.folder, ".rampart/evidence", `${project.stack}.json`);

/** Runs `pulumi preview`, or another command, with the pack. What an earlier run left is gone before. */
export function judge(lab: CliLab, asked: Asked, ...command: string[]): Promise<Judged> {
  rmSync(evidenceOf(lab), { force: true });
  return judgeBeside(lab, asked, ...command);
}

/** The same, with what an earlier run left still there. */
export async function judgeBeside(
  lab: CliLab,
  { config, pack = packFolder, others = [] }: Asked,
  ...command: string[]
): Promise<Judged> {
  const packs = [pack, ...others].flatMap((each) => ["--policy-pack", each]);
  const run = await lab.run(...(command.length === 0 ? ["preview"] : command), ...packs, ...configured(config));
  return { ...run, evidence: readEvidence(lab), violations: violationsIn(run.text) };
}

function configured(config: unknown): string[] {
  if (config === undefined) return [];
  const file = join(temporaryFolder("config"), "config.json");
  writeFileSync(file, JSON.stringify(config));
  return ["--policy-pack-config", file];
}

function readEvidence(lab: CliLab): Evidence | undefined {
  const file = evidenceOf(lab);
  return existsSync(file) ? (JSON.parse(readFileSync(file, "utf8")) as Evidence) : undefined;
}

function violationsIn(text: string): Record<string, string> {
  const found = text.matchAll(/^ +- \[(\w+)\] +(?:\[severity: \w+\] +)?([\w-]+) /gm);
  return Object.fromEntries([...found].map(([, level, policy]) => [policy!, level!]));
}

/** What `rampart gate` says of the evidence in the project's folder: its exit code, and each reason. */
export async function gate(lab: CliLab, ...args: string[]) {
  const { code, text } = await rampart(lab, "gate", evidenceOf(lab), ...args);
  const reasons = text.split("\n").flatMap((line) => (line.startsWith("- ") ? [line.slice(2)] : []));
  return { code, reasons, text };
}
