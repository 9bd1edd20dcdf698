import { parseDocument } from "yaml";
import { CliError, ExitCode } from "../errors";

/**
 * The content of a YAML (or JSON) file.
 * @throws CliError (2) with the file and the line of every mistake.
 */
export function parseYamlFile(path: string, text: string): unknown {
  const document = parseDocument(text, { prettyErrors: true });
  if (document.errors.length === 0) return document.toJS() as unknown;
  const mistakes = document.errors.map(({ message, linePos }) => {
    const sentence = message.split(/ at line|\n/)[0]!;
    return `${path}:${linePos?.[0].line ?? 1}: ${sentence}`;
  });
  throw new CliError(ExitCode.Usage, mistakes.join("\n"));
}
