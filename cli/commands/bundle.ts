import { Command } from "commander";
import { relative, resolve } from "node:path";

import { formatMistake } from "../../catalogue/contracts";
import { type Bundle, bundleOf } from "../bundle/files";
import { type BundleFlags, type BundleSettings, bundleSettings, Engine } from "../bundle/settings";
import { obstacles, writeBundle } from "../bundle/write";
import { CliError, ExitCode } from "../errors";
import { count, printable } from "../report/text";
import type { Io } from "./io";
import { folder } from "./paths";
import { version } from "./version";

type Flags = BundleFlags & { cwd: string };

const collect = (value: string, before: string[] = []) => [...before, value];

/** `rampart bundle`: the admission rules as files, for clusters that Pulumi does not manage. */
export function command(io: Io, finish: (code: ExitCode) => void): Command {
  return new Command("bundle")
    .description("write the admission rules as YAML, for clusters that Pulumi does not manage")
    .option("--engine <name>", "who enforces them: gatekeeper, kyverno (experimental) or vap")
    .option("--out <dir>", "folder to write; it may hold an earlier bundle, and nothing else")
    .option(
      "--kubernetes-version <version>",
      "version of the cluster (default: every rule, and no relaxation of a later version)",
    )
    .option("--enforcement <mode>", "deny, warn or dryrun (default: deny)")
    .option("--registry <prefix>", "prefix of image names that are welcome; may be repeated", collect)
    .option("--exposed <name>", "namespace/name of a Service or Ingress that may be public; may be repeated", collect)
    .option("--cluster-admin <subject>", "Kind:name that may be bound to cluster-admin; may be repeated", collect)
    .option("--trusted-role <name>", "role that may do what others must not; may be repeated", collect)
    .option("--stack <name>", "stack whose waivers hold, beside those of every stack")
    .option("--cwd <dir>", "folder of the project, which may hold waivers.yaml", ".")
    .option("--debug", "show where an error came from")
    .action((flags: Flags) => finish(bundle(flags, io)));
}

function bundle(flags: Flags, io: Io): ExitCode {
  const root = folder(io.cwd, flags.cwd, "--cwd");
  const { settings, mistakes } = bundleSettings(flags, root, new Date());
  const out = resolve(io.cwd, flags.out ?? ".");
  const all = [...mistakes, ...(flags.out === undefined || flags.out === "" ? [] : obstacles(out, io.cwd))];
  if (settings === undefined || all.length > 0)
    throw new CliError(
      ExitCode.Usage,
      ["nothing was written:", ...all.map((each) => `  ${formatMistake(each)}`)].join("\n"),
    );
  const made = bundleOf(settings);
  writeBundle(out, made.files, aboutOf(settings));
  io.out.write(`${told(settings, made, relative(io.cwd, out)).map(printable).join("\n")}\n`);
  for (const each of notes(settings)) io.err.write(`note: ${printable(each)}\n`);
  return ExitCode.Compliant;
}

/** What the bundle was made of: enough to make it again. */
function aboutOf({ engine, kubernetesVersion, enforcement, rules, exclusions }: BundleSettings): object {
  return { rampart: version(), engine, kubernetesVersion: kubernetesVersion ?? "any", enforcement, rules, exclusions };
}

function told({ engine, exclusions }: BundleSettings, { folders }: Bundle, out: string): string[] {
  const objects = folders.reduce((sum, each) => sum + each.objects, 0);
  const left = exclusions.length === 0 ? "" : `; ${count(exclusions.length, "waived object")} left out`;
  const by = { [Engine.Gatekeeper]: "Gatekeeper", [Engine.Kyverno]: "Kyverno", [Engine.Vap]: "the API server" };
  return [
    `${out}: ${count(objects, "object")} for ${by[engine]}${left}. Apply in this order:`,
    ...folders.map(({ name, objects: some }) => `  kubectl apply -k ${out}/${name}    # ${some}`),
  ];
}

function notes({ engine, leftOut }: BundleSettings): string[] {
  const experimental =
    engine === Engine.Kyverno
      ? ["experimental: Kyverno's verdicts are not yet compared with the policy pack's on the same objects"]
      : [];
  const wait =
    engine === Engine.Gatekeeper ? ["constraints can be applied once Gatekeeper has made the templates' kinds"] : [];
  return [...wait, ...experimental, ...leftOut];
}
