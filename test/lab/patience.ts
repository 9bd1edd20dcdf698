import { setTimeout as sleep } from "node:timers/promises";

/** Looks again and again until there is something to see; the error says what never came. */
export async function until<T>(
  what: string,
  look: () => T | undefined | false | Promise<T | undefined | false>,
  milliseconds = 30_000,
): Promise<T> {
  const started = Date.now();
  for (;;) {
    const seen = await look();
    if (seen !== undefined && seen !== false) return seen;
    if (Date.now() - started > milliseconds) throw new Error(`waited ${milliseconds / 1000} s in vain for ${what}`);
    await sleep(50);
  }
}
