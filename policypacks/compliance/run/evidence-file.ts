import { readFileSync } from "node:fs";
import { runEnvironment } from "../../../catalogue";
import type { Assessment } from "./assess";
import { evidenceOf } from "./evidence";
import { rampartVersion, repositoryState } from "./project";
import type { Session } from "./session";
import { writeWhole } from "./write";

/** Writes the evidence. Says what is wrong, in a sentence, where that cannot be done. */
export async function writeEvidence(session: Session, assessment: Assessment): Promise<string | undefined> {
  const { evidence: path, root } = session.place;
  if (path === undefined)
    return `The evidence was not written: no folder above the policy pack holds a Pulumi.yaml. Set ${runEnvironment.root} to the project's root, or ${runEnvironment.evidence} to a file.`;
  const repository = await repositoryState(root);
  const versions = {
    node: process.versions.node,
    "@pulumi/policy": policyVersion(),
    rampart: rampartVersion(session.packFolder),
  };
  try {
    writeWhole(path, `${JSON.stringify(evidenceOf(session, assessment, { ...repository, versions }), undefined, 2)}\n`);
    return undefined;
  } catch (error) {
    return `The evidence was not written to ${path}: ${error instanceof Error ? error.message : String(error)}`;
  }
}

function policyVersion(): string {
  const manifest = JSON.parse(readFileSync(require.resolve("@pulumi/policy/package.json"), "utf8")) as {
    version: string;
  };
  return manifest.version.replace(/^v/, "");
}
