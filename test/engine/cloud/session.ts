import type { Call, CallMatch, Plan } from "./plan";

/** What the handlers share: the plan they follow, and who is told of each call. */
export interface Session {
  plan: Plan;
  note: (call: Call) => void;
  cancelled: () => void;
  /** Creates, updates and deletes outside of previews, since the start or the last clear(). */
  changes: number;
}

export interface Answer<T> {
  id: string;
  value: T;
}

/**
 * Answers one call as the plan says: late, with an error, or never. A change reaches the cloud at the end of its
 * latency, and the journal in the order of the answers.
 */
export async function answered<T>(
  session: Session,
  call: CallMatch & { id: string; preview: boolean },
  act: () => Answer<T>,
): Promise<T> {
  const started = now();
  const note = (id: string, outcome: Call["outcome"]) => session.note({ ...call, id, started, ended: now(), outcome });
  const { method, type, urn } = call;
  const fault = call.preview || method === "read" ? undefined : faultOf(session, { method, type, urn });
  if (!call.preview) await after(session.plan.latency?.({ method, type, urn }) ?? 0);
  if (fault?.kind === "refuse") {
    note(call.id, "refused");
    throw new Error(fault.message);
  }
  let answer: Answer<T>;
  if (fault?.kind === "cut" && !fault.received) {
    note(call.id, "lost");
    await fault.act();
    return never();
  }
  try {
    answer = act();
  } catch (error) {
    note(call.id, "refused");
    throw error;
  }
  if (fault?.kind === "cut") {
    note(answer.id, "lost");
    await fault.act();
    return never();
  }
  note(answer.id, "done");
  return answer.value;
}

function faultOf(session: Session, call: CallMatch) {
  session.changes += 1;
  return session.plan.fault?.({ ...call, number: session.changes });
}

function after(milliseconds: number): Promise<void> {
  return milliseconds <= 0 ? Promise.resolve() : new Promise((resolve) => setTimeout(resolve, milliseconds));
}

function never(): Promise<never> {
  return new Promise<never>(() => undefined);
}

/** Epoch in ms, finer than Date.now(). */
function now(): number {
  return performance.timeOrigin + performance.now();
}
