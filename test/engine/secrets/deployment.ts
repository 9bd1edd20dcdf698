import { readFileSync } from "node:fs";
import { join } from "node:path";
import { temporaryFolder } from "../../lab/folders";
import { evidenceOf, gate, judge } from "../gates/judge";
import { repositoryOf } from "../gates/repository";
import { type CliLab, openCli, passphrase } from "../lab/cli";
import type { Project } from "../lab/project";
import { rampart } from "../lab/rampart";
import { filesBelow } from "./search";

/** What a stack's life leaves to read. */
interface Traces {
  /** Each text by its name. */
  texts: Record<string, string>;
  /** What the cloud answered for the secret role, and for its twin. */
  computed: [hidden: string, plain: string];
}

/** Two values for each place: a secret, and its twin that is none. */
type Planted = Record<string, [hidden: string, plain: string]>;

export function plantedIn(project: Project): Planted {
  return JSON.parse(readFileSync(join(project.folder, "planted.json"), "utf8")) as Planted;
}

const yes = ["--yes", "--skip-preview", "--diff"];

/**
 * Plants the secrets, takes the stack through its whole life, and collects what can be read afterwards. What the cloud
 * stores is left out: a cloud knows the secrets that it is given.
 */
export async function liveAndCollect(project: Project, planted: Planted): Promise<Traces> {
  const [home, temporary, logs] = ["home", "tmp", "logs"].map((each) => temporaryFolder(each)) as [
    string,
    string,
    string,
  ];
  const [hidden, plain] = planted["environment"]!;
  const lab = await openCli(project, {
    HOME: home,
    PULUMI_HOME: join(home, "pulumi"),
    PULUMI_BACKEND_URL: `file://${home}`,
    PULUMI_CONFIG_PASSPHRASE: passphrase,
    TMPDIR: temporary,
    RAMPART_PROJECT_ROOT: project.folder,
    HIDDEN_IN_ENVIRONMENT: hidden,
    PLAIN_IN_ENVIRONMENT: plain,
  });
  const texts: Record<string, string> = {};
  const log = (name: string) => ["--event-log", join(logs, name)];
  const keep = async (name: string, run: Promise<{ text: string }>) =>
    void (texts[`terminal: ${name}`] = (await run).text);
  const keepLog = (name: string) => void (texts[`event log: ${name}`] = readFileSync(join(logs, name), "utf8"));

  await keep("config", configure(lab, planted));
  repositoryOf(lab).commit();
  const advice = { config: { all: "advisory" } };
  await keep("preview", judge(lab, {}, "preview", "--json", ...log("preview")));
  texts["evidence: preview"] = readFileSync(evidenceOf(lab), "utf8");
  await keep("up", judge(lab, advice, "up", ...yes, ...log("up")));
  texts["evidence: up"] = readFileSync(evidenceOf(lab), "utf8");
  const computed = ["hidden", "plain"].map((kind) => arnOf(lab, `${kind}-role`)) as Traces["computed"];
  await keep("gate", gate(lab));
  await keep("output", lab.run("stack", "output", "--json"));
  await keep("analyze", judge(lab, {}, "policy", "analyze", "--stack", project.stack, "--json"));
  drift(lab);
  await keep("refresh", lab.run("refresh", ...yes, ...log("refresh")));
  const file = join(logs, "evidence.json");
  await keep("rampart", rampart(lab, "preview", "--stack", project.stack, "--evidence", file));
  texts["evidence: rampart"] = readFileSync(file, "utf8");
  const add = (name: string, folder: string, except?: (path: string) => boolean) => {
    for (const [path, text] of Object.entries(filesBelow(folder, except))) texts[path.replace(folder, name)] = text;
  };
  add("backend: ", home);
  await keep("destroy", lab.run("destroy", ...yes, ...log("destroy")));
  ["preview", "up", "refresh", "destroy"].forEach(keepLog);
  add("backend afterwards: ", home);
  add("temporary: ", temporary);
  // The values come from the one file, and git packs its objects, so that nothing can be seen in them.
  add("project: ", project.folder, (path) => path === join(project.folder, "planted.json") || path.includes("/.git/"));
  return { texts, computed };
}

/** Settings as a user encrypts them: a whole one, and a member of one. */
function configure(lab: CliLab, planted: Planted) {
  const { setting, member } = planted as Record<"setting" | "member", [string, string]>;
  const secret = ["--secret", `setting=${setting[0]}`, "--secret", `group.member=${member[0]}`];
  const plain = ["--plaintext", `plainSetting=${setting[1]}`, "--plaintext", `plainGroup.member=${member[1]}`];
  return lab.run("config", "set-all", "--path", ...secret, ...plain);
}

function arnOf({ cloud }: CliLab, name: string): string {
  const role = cloud.all().find(({ urn }) => urn.endsWith(`::${name}`));
  return String(role!.outputs["arn"]);
}

/** Someone takes values away in the cloud, so that a refresh has differences to show. */
function drift({ cloud }: CliLab): void {
  for (const stored of cloud.all()) {
    if (stored.type.endsWith(":ConfigMap")) cloud.write({ ...stored, outputs: { ...stored.outputs, data: {} } });
  }
}
