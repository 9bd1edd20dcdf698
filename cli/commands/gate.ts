import { Command } from "commander";
import { resolve } from "node:path";

import { controls, regimes } from "../../catalogue";
import { evidenceSchemaVersion } from "../../catalogue/contracts";
import { ExitCode } from "../errors";
import { readCheckout } from "../gate/checkout";
import { gateReasons } from "../gate/gate";
import { permission } from "../gate/permission";
import { readEvidence } from "../gate/read-evidence";
import { count, printable } from "../report/text";
import { paintFor } from "./look";
import { folder } from "./paths";
import type { Io } from "./io";

interface GateFlags {
  cwd: string;
  stack?: string;
}

/** `rampart gate EVIDENCE`: may what the evidence describes be deployed from this checkout? */
export function command(io: Io, finish: (code: ExitCode) => void): Command {
  return new Command("gate")
    .description("say whether what an evidence file describes may be deployed, with every reason against it")
    .argument("<evidence>", "evidence file of `rampart preview --evidence` or of the policy pack")
    .option("--cwd <dir>", "checkout that is to be deployed", ".")
    .option("--stack <name>", "stack that is to be deployed; evidence of another one is refused")
    .option("--debug", "show where an error came from")
    .action((file: string, flags: GateFlags) => finish(gate(file, flags, io)));
}

function gate(file: string, { cwd, stack }: GateFlags, io: Io): ExitCode {
  const path = resolve(io.cwd, file);
  const checkout = readCheckout(folder(io.cwd, cwd, "--cwd"), path);
  const found = readEvidence(path, file);
  const subject = { ...checkout, controls, now: new Date(), ...(stack === undefined ? {} : { stack }) };
  const paint = paintFor(io.out);
  const reasons =
    "evidence" in found
      ? gateReasons(found.evidence, subject)
      : [`its schema version is ${found.unknownVersion}; this version of rampart reads ${evidenceSchemaVersion}`];
  if ("evidence" in found && reasons.length === 0) {
    const text = permission(found.evidence, (regime) => regimes[regime].name);
    io.out.write(`${paint("green", "May be deployed")}: ${printable(text)}.\n`);
    return ExitCode.Compliant;
  }
  const head = `${paint("red", "Must not be deployed")}: ${count(reasons.length, "reason")} in ${file}`;
  io.out.write([head, ...reasons.map((reason) => `- ${printable(reason)}`), ""].join("\n"));
  return ExitCode.NotCompliant;
}
