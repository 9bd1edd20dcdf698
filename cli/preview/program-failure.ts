import { relative } from "node:path";
import type { Monitor } from "./monitor";
import type { Project } from "./project";

interface LoggedMessage {
  severity: "error" | "warning";
  text: string;
}

/** Pulumi's own messages among what a program wrote on stderr. */
export function logged(stderr: string): LoggedMessage[] {
  const blocks = stderr.split(/^(?=(?:error|warning): \[runtime\] )/m);
  return blocks.flatMap((block) => {
    const match = /^(error|warning): \[runtime\] ([^]*)$/.exec(block);
    return match === null ? [] : [{ severity: match[1] === "error" ? "error" : "warning", text: match[2]!.trim() }];
  });
}

/** How the process of a program ended that did not come to its end. */
export interface Failure {
  code: number | null;
  /** What it wrote on stderr. */
  details: string;
  /** Resources that were waiting when it ended. */
  waiting: string[];
}

/**
 * Takes Pulumi's list of promises that never settled out of what a program wrote: it names the resources that wait, and
 * holds values of theirs, which may be secret.
 */
export function withoutLeaks(stderr: string): { details: string; waiting: string[] } {
  const blocks = stderr.split(/^(?=Promise leak detected:$)/m);
  const leaks = blocks.filter((block) => block.startsWith("Promise leak detected:"));
  const named = leaks.flatMap((leak) => [...leak.matchAll(/resource:([^[\]\s]+)\[([^\]\s]+)\]/g)]);
  return {
    details: blocks.filter((block) => !leaks.includes(block)).join(""),
    waiting: [...new Set(named.map(([, name, type]) => `${type} ${name}`))].sort(),
  };
}

/** Why a program did not come to its end, in a sentence. */
export function whyBroken({ code, details, waiting }: Failure, project: Project, monitor: Monitor): string {
  // The program may have caught a refusal and failed for another reason.
  const refusal = monitor.refusals.find((each) => details.includes(each));
  if (refusal !== undefined) return `the program failed: ${refusal}`;
  const error = logged(details).find(({ severity }) => severity === "error");
  if (error !== undefined) return `the program failed: ${causeIn(error.text, project)}`;
  if (waiting.length > 0) {
    return (
      "the program ended before its end: resources wait for each other (a dependency cycle), or for a promise that is " +
      `never settled: ${waiting.slice(0, 6).join(", ")}${waiting.length > 6 ? ` and ${waiting.length - 6} more` : ""}`
    );
  }
  const text = details
    .trim()
    .split("\n")
    .find((line) => line.trim() !== "");
  if (text === undefined || monitor.registrations().length > 0) {
    const how = code === null ? "by a signal" : `with exit code ${code}, as process.exit() does`;
    return `the program's process ended ${how}, before the program's end${after(monitor)}`;
  }
  return `the program did not start: ${text}`;
}

/** Where the program was, for a sentence that says that it stopped. */
export function after(monitor: Monitor): string {
  const last = monitor.lastRegistered();
  return last === undefined ? "; it registered no resource" : `; the last resource was ${last}`;
}

/** The message without the stack, and the file of the project in which it was thrown. */
export function causeIn(text: string, project: Project): string {
  const body = text.replace(/^Running program '.*' failed with an unhandled exception:\n/, "");
  // What node adds to a module that is not there; the first file of it is the one that asks.
  const [said, required] = body.split("\nRequire stack:\n- ");
  const lines = said!.split("\n");
  const stack = lines.findIndex((line) => /^\s+at /.test(line));
  const message = (stack === -1 ? lines : lines.slice(0, stack))
    .join("\n")
    .trim()
    .replace(/^(Unhandled)?Error: /, "");
  const frames = stack === -1 ? [] : lines.slice(stack);
  const asking = required?.split("\n")[0];
  const files = [
    ...(asking === undefined ? [] : [asking]),
    ...frames.flatMap((frame) => /\(?((?:file:\/\/)?\/[^():]+|[A-Z]:\\[^():]+):\d+:\d+\)?$/.exec(frame)?.[1] ?? []),
  ];
  const own = files
    .map((file) => relative(project.root, file.replace(/^file:\/\//, "")))
    .find((file) => !file.startsWith("..") && !file.includes("node_modules"));
  return own === undefined ? message : `${message} (in ${own})`;
}
