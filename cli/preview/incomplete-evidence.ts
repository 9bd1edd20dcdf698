import { type Evidence, evidenceSchemaVersion, Mode, Verdict } from "../../catalogue/contracts";
import { readCheckout } from "../gate/checkout";
import type { Registration } from "./types";

/**
 * Evidence of a run of which no pack of ours wrote any: what was registered, no verdicts, and why. It never passes.
 * @param failed whether the program or the pack broke, or a foreign pack judged
 */
export function incompleteEvidence(run: {
  cwd: string;
  project: string;
  stack: string;
  registrations: readonly Registration[];
  startedAt: Date;
  because: string;
  failed: boolean;
}): Evidence {
  const { commit, dirty } = readCheckout(run.cwd, "");
  const findings = Object.fromEntries(Object.values(Verdict).map((verdict) => [verdict, 0])) as Record<Verdict, number>;
  return {
    schemaVersion: evidenceSchemaVersion,
    project: run.project,
    stack: run.stack,
    regimes: [],
    resources: run.registrations.map(({ urn, type, name, parent }) => ({
      urn,
      type,
      name,
      ...(parent !== undefined && { parent }),
    })),
    findings: [],
    controls: [],
    parts: [],
    waivers: [],
    notEvidenced: [],
    versions: {},
    summary: {
      verdict: run.failed ? Verdict.Error : Verdict.Unknown,
      resources: run.registrations.length,
      findings,
      regimes: [],
    },
    run: {
      commit,
      dirty,
      startedAt: run.startedAt.toISOString(),
      mode: Mode.OfflinePreview,
      complete: false,
      incomplete: run.because,
    },
  };
}
