import type { Io } from "../../../cli/commands/io";

export interface FakeIo extends Io {
  stdout(): string;
  stderr(): string;
}

/** Streams that remember, of a terminal or not. */
export function fakeIo(
  cwd: string,
  { env = {}, terminal = false }: { env?: Io["env"]; terminal?: boolean } = {},
): FakeIo {
  const written = { out: "", err: "" };
  const sink = (name: "out" | "err") => ({
    write: (text: string) => void (written[name] += text),
    terminal,
    colour: false,
    ...(terminal ? { columns: 80 } : {}),
  });
  return {
    out: sink("out"),
    err: sink("err"),
    env,
    cwd,
    stdout: () => written.out,
    stderr: () => written.err,
  };
}
