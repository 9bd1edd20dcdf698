const events = ["unhandledRejection", "uncaughtException"] as const;

/**
 * For a time, errors that no promise hands on go to a listener, and not to the test runner, which would take them for its
 * own. The returned function ends that time.
 */
export function hearRejections(listener: (error: unknown) => void): () => void {
  const before = events.map((event) => process.listeners(event as "uncaughtException"));
  events.forEach((event) => process.removeAllListeners(event).on(event, listener));
  return () =>
    events.forEach((event, index) => {
      process.removeAllListeners(event);
      before[index]!.forEach((each) => process.on(event as "uncaughtException", each));
    });
}
