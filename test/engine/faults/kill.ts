import { until } from "../../lab/patience";
import type { Fault } from "../cloud/plan";
import type { Lab } from "../lab/lab";
import type { Run } from "../lab/run";

/** Where the engine is killed: as it waits for the n-th call of a phase, which the cloud has received or not. */
export interface KillPoint {
  phase: "up" | "destroy";
  call: number;
  received: boolean;
}

/** Kills the engine again and again, and counts on from run to run. */
export interface Killer {
  /** Runs until the call is under way, and ends the engine there. */
  kill(point: KillPoint, run: () => Promise<Run>): Promise<void>;
}

/** Long enough for several calls to be under way at once. */
const milliseconds = 25;

export function openKiller(lab: Lab): Killer {
  let received = 0;
  return {
    async kill(point, run) {
      let begun = 0;
      let killed = false;
      // The others that begin while the engine lives on: every second one of them gets to the cloud.
      let others = 0;
      const fault = (): Fault | undefined => {
        begun += 1;
        received += 1;
        if (received < point.call && !killed) return undefined;
        const first = !killed;
        killed = true;
        const gets = first ? point.received : (others += 1) % 2 === (point.received ? 0 : 1);
        if (!gets) received -= 1;
        return { kind: "cut", received: gets, act: () => (first ? lab.kill() : undefined) };
      };
      lab.providers.clear();
      lab.providers.plan = { latency: () => milliseconds, fault };
      const { ok, text } = await run();
      if (ok || !killed) throw new Error(`${point.phase} ended before its call ${point.call}:\n${text}`);
      const answered = () => lab.providers.journal.filter(({ method }) => method !== "read").length;
      await until("the calls that were under way", () => answered() === begun);
      lab.providers.plan = {};
    },
  };
}
