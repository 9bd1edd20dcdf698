import { coloured, type Paint, plain } from "../report/paint";
import type { Look } from "../report/terminal";
import type { Sink } from "./io";

export function paintFor(sink: Sink): Paint {
  return sink.colour ? coloured : plain;
}

/** Colours and width as a sink takes them; at most 120 columns, because longer lines are hard to read. */
export function lookFor(sink: Sink): Look {
  const width = sink.columns === undefined ? {} : { width: Math.min(120, sink.columns) };
  return { paint: paintFor(sink), ...width };
}
