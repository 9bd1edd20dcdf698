/** Where a command reads and writes: the process's own streams, or a test's. */
export interface Io {
  /** What was asked for: results. */
  out: Sink;
  /** Messages, progress, and results while stdout carries JSON. */
  err: Sink;
  env: Record<string, string | undefined>;
  /** Folder in which the command was started; relative paths of its arguments start here. */
  cwd: string;
}

export interface Sink {
  write(text: string): void;
  /** A terminal that a person watches. */
  terminal: boolean;
  /** Colours are wanted: a terminal, and no NO_COLOR. */
  colour: boolean;
  /** Width in columns; undefined where nobody watches. */
  columns?: number;
}

/** The process as a command sees it. */
export function processIo(self: NodeJS.Process): Io {
  return {
    out: sinkOf(self.stdout, self.env),
    err: sinkOf(self.stderr, self.env),
    env: self.env,
    cwd: self.cwd(),
  };
}

function sinkOf(stream: NodeJS.WriteStream, env: NodeJS.ProcessEnv): Sink {
  const terminal = stream.isTTY === true;
  // An empty NO_COLOR does not count, by the convention of no-color.org.
  const colour = terminal && (env["NO_COLOR"] ?? "") === "" && env["TERM"] !== "dumb";
  return {
    write: (text) => void stream.write(text),
    terminal,
    colour,
    // A pseudo-terminal without a size says 0.
    ...(terminal ? { columns: stream.columns > 0 ? stream.columns : 80 } : {}),
  };
}

/** A reader that closed the pipe early (`| head`) has seen enough: that is no error of ours. */
export function closePipeQuietly(self: NodeJS.Process): void {
  for (const stream of [self.stdout, self.stderr]) {
    stream.on("error", (error: NodeJS.ErrnoException) => {
      if (error.code !== "EPIPE") throw error;
    });
  }
}

/** Waits until everything that was written has left the process. */
export async function flush(self: NodeJS.Process): Promise<void> {
  for (const stream of [self.stdout, self.stderr]) {
    if (stream.writable) await new Promise<void>((done) => stream.write("", () => done()));
  }
}

/** Ends with the shell's code for a signal; `exit` listeners end the children and remove unfinished files. */
export function stopOnSignals(self: NodeJS.Process): void {
  self.once("SIGINT", () => self.exit(130));
  self.once("SIGTERM", () => self.exit(143));
}
