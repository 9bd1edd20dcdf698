import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { stringify } from "yaml";
import { type CliLab, openCli } from "../lab/cli";
import type { Project } from "../lab/project";
import { type Repository, repositoryOf } from "./repository";

export const update = ["up", "--yes", "--skip-preview"];

/** The date so many days from now. */
export const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

/** A project in an engine and in a git repository. */
export async function open(project: Project): Promise<{ lab: CliLab; repository: Repository; first: string }> {
  const lab = await openCli(project, { RAMPART_PROJECT_ROOT: project.folder });
  const repository = repositoryOf(lab);
  return { lab, repository, first: repository.commit() };
}

/** Writes a waiver file that holds one waiver, of the project's stack alone. */
export function waive({ folder, stack }: Project, control: string, resource: string, expires: string): void {
  const waiver = {
    environments: [stack],
    control,
    resource,
    reason: "The laboratory asks for it",
    owner: "laboratory@example.com",
    approver: "security@example.com",
    ticket: "LAB-1",
    created: inDays(-10),
    expires,
  };
  writeFileSync(join(folder, "waivers.yaml"), stringify({ waivers: [waiver] }));
}
