import { execFileSync } from "node:child_process";
import { appendFileSync } from "node:fs";
import { join } from "node:path";
import type { CliLab } from "../lab/cli";

const identity = { name: "Laboratory", email: "laboratory@example.com" };

/** What a gate compares with: the project in a git repository of its own. */
export interface Repository {
  /** Commits everything, and says the commit. */
  commit(): string;
}

export function repositoryOf({ project, env }: Pick<CliLab, "project" | "env">): Repository {
  const git = (...args: string[]) =>
    execFileSync("git", ["-c", `user.name=${identity.name}`, "-c", `user.email=${identity.email}`, ...args], {
      cwd: project.folder,
      env,
      encoding: "utf8",
    }).trim();
  git("init", "--quiet");
  // Our link to the packages is no folder, which is what a user's .gitignore names.
  appendFileSync(join(project.folder, ".git/info/exclude"), "node_modules\n.rampart/\n");
  return {
    commit: () => {
      git("add", "--all");
      git("commit", "--quiet", "--allow-empty", "--message", "A change");
      return git("rev-parse", "HEAD");
    },
  };
}
