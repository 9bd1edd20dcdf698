import { type Laboratory, startLaboratory } from "./laboratory";

let shared: Promise<Laboratory> | undefined;

/** The laboratory that all test files of a run share, with the objects of prod: its start takes some seconds. */
export function admissionLab(): Promise<Laboratory> {
  shared ??= startLaboratory("prod");
  return shared;
}

// A hook of the whole run, because no file knows whether it is the last.
after(() =>
  shared?.then(
    (lab) => lab.stop(),
    // It ended by itself, and whoever asked for it has the error.
    () => undefined,
  ),
);
