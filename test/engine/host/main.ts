import { serveLanguage } from "./serve";

/**
 * The language host as a process: the engine's address comes as the last argument, the port of ours goes out as the first
 * line. A host whose engine is gone ends itself, and with it what it started.
 */
const engine = process.argv.filter((each) => !each.startsWith("-")).at(-1);
const parent = process.ppid;
setInterval(() => {
  if (process.ppid !== parent) process.exit(1);
}, 200).unref();

serveLanguage(engine).then(
  (port) => process.stdout.write(`${port}\n`),
  (error: unknown) => {
    console.error(error);
    process.exit(1);
  },
);
