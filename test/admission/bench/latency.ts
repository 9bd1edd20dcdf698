import { availableParallelism, cpus } from "node:os";
import { type Burst, type Latency, measureAdmission } from "./measure";

/** The value below which a share of the values lies. */
function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))]!;
}

const inMs = (value: number) => `${value.toFixed(1)} ms`;

function latencyLine({ what, milliseconds }: Latency): string {
  const cells = [0.5, 0.99].map((share) => inMs(percentile(milliseconds, share)).padStart(11));
  return `${what.padEnd(28)}${cells.join("")}${String(milliseconds.length).padStart(8)}`;
}

function burstLine({ what, accepted, denied, others, milliseconds }: Burst): string {
  const counts = [accepted, denied, others.length].map((each) => String(each).padStart(10));
  return `${what.padEnd(28)}${counts.join("")}${`${(milliseconds / 1000).toFixed(2)} s`.padStart(11)}`;
}

async function main(): Promise<void> {
  console.log(`node ${process.version}, ${availableParallelism()} cores, ${cpus()[0]?.model ?? "unknown processor"}`);
  const measurements = await measureAdmission();
  const latencies = measurements.filter((each) => each.of === "latency");
  const bursts = measurements.filter((each) => each.of === "burst");

  console.log(`\n${"creation of a pod".padEnd(28)}${["p50", "p99"].map((each) => each.padStart(11)).join("")}       n`);
  for (const each of latencies) console.log(latencyLine(each));
  const named = (what: string) => latencies.find((each) => each.what === what)!.milliseconds;
  const ratio = (share: number) =>
    (
      percentile(named("Gatekeeper with all rules"), share) / percentile(named("Gatekeeper without rules"), share)
    ).toFixed(2);
  console.log(`\nall rules cost ${ratio(0.5)} times an empty Gatekeeper at p50, ${ratio(0.99)} times at p99`);

  const heads = ["accepted", "denied", "undecided"].map((each) => each.padStart(10)).join("");
  console.log(`\n${"500 at once, half violating".padEnd(28)}${heads}${"in all".padStart(11)}`);
  for (const each of bursts) console.log(burstLine(each));
  const undecided = bursts.flatMap(({ others }) => others);
  const admitted = bursts.at(-1)!.stored.filter((name) => name.startsWith("violating"));
  process.exitCode = undecided.length + admitted.length === 0 ? 0 : 1;
  console.log(`\n${undecided.length === 0 ? "PASS" : "MISS"}  no time-out and no other failure`);
  for (const each of undecided.slice(0, 5)) console.log(`      ${each}`);
  console.log(`${admitted.length === 0 ? "PASS" : "MISS"}  no violation admitted with all rules`);
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
