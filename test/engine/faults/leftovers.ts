import { readdirSync, readFileSync } from "node:fs";
import { until } from "../../lab/patience";
import type { Lab } from "../lab/lab";

/** Waits until no process of a stack is left: the engine and its plugins all have the laboratory's own home. */
export async function noProcessLeft({ env }: Pick<Lab, "env">): Promise<void> {
  const mark = `PULUMI_HOME=${env["PULUMI_HOME"]}`;
  const left = () => readdirSync("/proc").filter((pid) => /^\d+$/.test(pid) && environmentOf(pid).includes(mark));
  await until("the processes of the stack to be gone", () => left().length === 0, 30_000);
}

/** Empty for a process that has gone meanwhile, and for a stranger's. */
function environmentOf(pid: string): string[] {
  try {
    return readFileSync(`/proc/${pid}/environ`, "utf8").split("\0");
  } catch (error) {
    if (["ENOENT", "ESRCH", "EACCES"].includes((error as NodeJS.ErrnoException).code ?? "")) return [];
    throw error;
  }
}
