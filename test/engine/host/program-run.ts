import * as language from "@pulumi/pulumi/proto/language_pb";
import { codeOf, runnerOf, startRunner } from "./node-child";

/** The exit code of a program whose error has been printed for the user already. */
const explained = 32;

/** Runs a program to its end, with the flags and the environment that Pulumi's host gives to the SDK's runner. */
export async function runProgram(
  request: language.RunRequest,
  engine: string | undefined,
): Promise<language.RunResponse> {
  const info = request.getInfo()!;
  const options = (info.getOptions()?.toJavaScript() ?? {}) as { nodeargs?: string; typescript?: boolean };
  const flags: Record<string, string> = {
    monitor: request.getMonitorAddress(),
    engine: engine ?? "",
    organization: request.getOrganization(),
    project: request.getProject(),
    stack: request.getStack(),
    pwd: request.getPwd(),
    "root-directory": info.getRootDirectory(),
    parallel: String(request.getParallel()),
  };
  const args = Object.entries(flags).flatMap(([flag, value]) => (value === "" ? [] : [`--${flag}`, value]));
  const child = startRunner(
    runnerOf(info.getProgramDirectory(), "run"),
    [...args, ...(request.getDryrun() ? ["--dry-run"] : []), info.getEntryPoint()],
    {
      cwd: request.getPwd(),
      stdio: "inherit",
      nodeArgs: options.nodeargs?.split(/\s+/).filter((each) => each !== "") ?? [],
      env: {
        ...process.env,
        PULUMI_CONFIG: JSON.stringify(Object.fromEntries(request.getConfigMap().entries())),
        PULUMI_CONFIG_SECRET_KEYS: JSON.stringify(request.getConfigsecretkeysList()),
        PULUMI_NODEJS_TYPESCRIPT: options.typescript === false ? undefined : "true",
      },
    },
  );
  const code = await codeOf(child);
  const response = new language.RunResponse();
  if (code === explained) response.setBail(true);
  else if (code !== 0) response.setError(`Program exited with non-zero exit code: ${code}`);
  return response;
}
