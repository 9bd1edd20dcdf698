/** Exit codes of every command. */
export const ExitCode = {
  /** No mandatory control fails or stays unknown. */
  Compliant: 0,
  /** A mandatory control fails or stays unknown. */
  NotCompliant: 1,
  /** Wrong usage or settings: nothing was judged. */
  Usage: 2,
  /** The program or the pack broke: what was judged is not complete. */
  Broken: 3,
} as const;
export type ExitCode = (typeof ExitCode)[keyof typeof ExitCode];

/** An error with a sentence for the user and an exit code; its stack is shown with `--debug` alone. */
export class CliError extends Error {
  constructor(
    readonly exitCode: ExitCode,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.name = "CliError";
  }
}
