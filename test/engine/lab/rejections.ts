import { hearRejections } from "../../support/rejections";

/**
 * Runs a program of this process in an engine that may go away under it. Its open requests then fail in promises that
 * nobody awaits; they are the program's, and the test runner must not take them for its own.
 */
export async function catchRejections<T>(run: () => Promise<T>): Promise<T> {
  const restore = hearRejections(() => undefined);
  try {
    return await run();
  } finally {
    await new Promise((resolve) => setTimeout(resolve, 20));
    restore();
  }
}
