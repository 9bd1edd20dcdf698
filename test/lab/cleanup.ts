/** What is to be done when this process ends, however it does: by itself, by a failure, or by Ctrl-C. */
const pending = new Set<() => void>();

/** Registers a synchronous act for the end of this process; the returned function takes it off again. */
export function endWith(act: () => void): () => void {
  if (pending.size === 0) listen();
  pending.add(act);
  return () => pending.delete(act);
}

const signals = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 } as const;
let listening = false;

function listen(): void {
  if (listening) return;
  listening = true;
  process.once("exit", runAll);
  for (const [signal, code] of Object.entries(signals)) {
    process.once(signal, () => {
      runAll();
      process.exit(code);
    });
  }
}

/** The last thing begun is the first to be ended. */
function runAll(): void {
  for (const act of [...pending].reverse()) {
    pending.delete(act);
    try {
      act();
    } catch (error) {
      report(error);
    }
  }
}

/** A terminal that is gone, as behind `| head`, must not keep the rest from being ended. */
function report(error: unknown): void {
  try {
    console.error(error);
  } catch {
    process.exitCode = 1;
  }
}
