import { runCli } from "./commands/run";
import { closePipeQuietly, flush, processIo, stopOnSignals } from "./commands/io";

closePipeQuietly(process);
stopOnSignals(process);
void runCli(process.argv.slice(2), processIo(process)).then(async (code) => {
  await flush(process);
  process.exit(code);
});
