import type { PreviewListener } from "../preview/types";
import { count } from "../report/text";
import type { Sink } from "./io";

const phases = { starting: "starting program and policy pack", running: "running the program", judging: "judging" };

/** How often the line is written anew, in milliseconds. */
const pace = 80;

export interface Progress extends PreviewListener {
  /** Removes the line. */
  done(): void;
}

/** One line that says what goes on, where somebody watches; nothing otherwise. */
export function progressLine(sink: Sink, now: () => number = Date.now): Progress {
  if (!sink.terminal) return { done: () => undefined };
  let phase: keyof typeof phases = "starting";
  let resources = 0;
  let written = -Infinity;
  const clear = "\r\u001b[K";
  const write = () => {
    written = now();
    const line = resources === 0 ? `${phases[phase]} …` : `${phases[phase]} … ${count(resources, "resource")}`;
    sink.write(`${clear}${line.slice(0, (sink.columns ?? 80) - 1)}`);
  };
  return {
    phase: (name) => {
      phase = name;
      write();
    },
    registered: () => {
      resources++;
      if (now() - written >= pace) write();
    },
    done: () => {
      if (written !== -Infinity) sink.write(clear);
    },
  };
}
