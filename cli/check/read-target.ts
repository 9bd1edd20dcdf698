import { readFileSync } from "node:fs";
import { basename, resolve } from "node:path";

import { Mode } from "../../catalogue/contracts";
import { CliError, ExitCode } from "../errors";
import { readDocuments, Unreadable } from "./documents";
import { manifestStack, readManifests } from "./manifests";
import { looksLikeStackExport, readStackExport } from "./stack-export";
import type { Target } from "./target";

const accepted = "accepted are Kubernetes objects in YAML or JSON, and the output of `pulumi stack export`";

/**
 * Reads every file before any is judged.
 * @throws CliError (2) with every file that cannot be judged, and why
 */
export function readTargets(cwd: string, files: readonly string[]): Target[] {
  const mistakes: string[] = [];
  const projects = new Set<string>();
  const targets = files.flatMap((file) => {
    try {
      return [readTarget(resolve(cwd, file), file, projects)];
    } catch (error) {
      if (!(error instanceof Unreadable)) throw error;
      mistakes.push(`${file}: ${error.message}`);
      return [];
    }
  });
  if (mistakes.length === 0) return targets;
  const [only] = mistakes;
  const text =
    mistakes.length === 1 ? `cannot judge ${only}` : `cannot judge these files:\n  ${mistakes.join("\n  ")}\n`;
  throw new CliError(ExitCode.Usage, `${text}${mistakes.length === 1 ? "; " : ""}${accepted}`);
}

function readTarget(path: string, file: string, projects: Set<string>): Target {
  const documents = readDocuments(contentOf(path));
  const [first] = documents;
  if (documents.length === 1 && looksLikeStackExport(first)) {
    return { file, mode: Mode.StackExport, ...readStackExport(first) };
  }
  const project = unused(projectName(file), projects);
  return {
    file,
    mode: Mode.Manifests,
    project,
    stack: manifestStack,
    registrations: readManifests(documents, project),
  };
}

function contentOf(path: string): string {
  let bytes: Buffer;
  try {
    bytes = readFileSync(path);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new Unreadable(
      code === "ENOENT"
        ? "there is no such file"
        : code === "EISDIR"
          ? "it is a folder"
          : `it cannot be read (${code})`,
    );
  }
  if (bytes.includes(0)) throw new Unreadable("it is a binary file");
  return bytes.toString("utf8");
}

/** A project name after the file, without its ending and with nothing that a URN does not take. */
function projectName(file: string): string {
  const stem = basename(file).replace(/\.(ya?ml|json)$/i, "");
  return stem.replace(/[^A-Za-z0-9_.-]+/g, "-").replace(/^-+|-+$/g, "") || "file";
}

/** Two files of one name in different folders keep their resources apart. */
function unused(name: string, taken: Set<string>): string {
  let candidate = name;
  for (let number = 2; taken.has(candidate); number++) candidate = `${name}-${number}`;
  taken.add(candidate);
  return candidate;
}
