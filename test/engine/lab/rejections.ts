const events = ["unhandledRejection", "uncaughtException"] as const;

/**
 * Runs a program of this process in an engine that may go away under it. Its open requests then fail in promises that
 * nobody awaits; they are the program's, and the test runner must not take them for its own.
 */
export async function catchRejections<T>(run: () => Promise<T>): Promise<T> {
  const before = events.map((event) => process.listeners(event as "uncaughtException"));
  const swallow = () => undefined;
  events.forEach((event) => process.removeAllListeners(event).on(event, swallow));
  try {
    return await run();
  } finally {
    await new Promise((resolve) => setTimeout(resolve, 20));
    events.forEach((event, index) => {
      process.removeAllListeners(event);
      before[index]!.forEach((each) => process.on(event as "uncaughtException", each));
    });
  }
}
