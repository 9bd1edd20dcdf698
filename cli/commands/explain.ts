import { Command } from "commander";

import { controls, objectRules, regimes } from "../../catalogue";
import { CliError, ExitCode } from "../errors";
import { explain, nearestIds } from "../report/explain";
import { explanationText } from "../report/explain-terminal";
import type { Io } from "./io";
import { lookFor } from "./look";

const library = { controls, regimes, rules: objectRules };

/** `rampart explain ID`: what a control or a requirement is, and what it has to do with the others. */
export function command(io: Io, finish: (code: ExitCode) => void): Command {
  return new Command("explain")
    .description("explain a control (NET-01) or a requirement (1.3.1, pci-dss:1.3.1, A.8.24)")
    .argument("<id>", "id of a control or of a requirement, with or without its regime")
    .option("--debug", "show where an error came from")
    .action((id: string) => {
      const found = explain(id, library);
      if (found.length === 0) throw new CliError(ExitCode.Usage, unknownId(id));
      const look = lookFor(io.out);
      io.out.write(`${found.map((each) => explanationText(each, look).join("\n")).join("\n\n")}\n`);
      finish(ExitCode.Compliant);
    });
}

function unknownId(id: string): string {
  const near = nearestIds(id, library);
  const advice =
    near.length > 0
      ? `the nearest are ${near.join(", ")}`
      : `the controls are ${controls.map((control) => control.id).join(", ")}`;
  return `no control and no requirement is called ${id}; ${advice}`;
}
