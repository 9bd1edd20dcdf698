import type * as automation from "@pulumi/pulumi/automation";

/** What one run of the engine came to. */
export interface Run {
  ok: boolean;
  /** Everything that the engine printed. */
  text: string;
  /** Steps in the order in which they began; `same` included. */
  steps: { op: string; urn: string; type: string; diffs: string[]; keys: string[] }[];
  /** How many steps of each kind, without `same`. */
  changes: Record<string, number>;
  events: automation.EngineEvent[];
  milliseconds: number;
}

interface Heard {
  onOutput: (text: string) => void;
  onError: (text: string) => void;
  onEvent: (event: automation.EngineEvent) => void;
}

/** Runs the engine and collects what it says; a run that fails is a run too. */
export async function runOf(start: (heard: Heard) => Promise<unknown>): Promise<Run> {
  const events: automation.EngineEvent[] = [];
  const started = performance.now();
  let text = "";
  const hear = (more: string) => void (text += more);
  let ok = true;
  // Pulumi makes an error with each promise, for the stack that it would show: most of the time of a program that runs in here.
  const { stackTraceLimit } = Error;
  Error.stackTraceLimit = 0;
  try {
    await start({ onOutput: hear, onError: hear, onEvent: (event) => void events.push(event) });
  } catch (error) {
    ok = false;
    if (text === "") text = error instanceof Error ? error.message : String(error);
  } finally {
    Error.stackTraceLimit = stackTraceLimit;
  }
  const steps = events.flatMap((event) => {
    const metadata = event.resourcePreEvent?.metadata;
    if (metadata === undefined) return [];
    const { op, urn, type } = metadata;
    return [{ op, urn, type, diffs: metadata.diffs ?? [], keys: metadata.keys ?? [] }];
  });
  const changes: Record<string, number> = {};
  for (const { op } of steps) if (op !== "same") changes[op] = (changes[op] ?? 0) + 1;
  return { ok, text, steps, changes, events, milliseconds: performance.now() - started };
}
