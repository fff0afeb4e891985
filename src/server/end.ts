/** How the server ends when it is told to: in order, and in time whatever is open. */

/** What has not ended by then ends with the process; the reaper ends what a program left. Others wait five seconds before they kill. */
const LATEST_MS = 3_000;

/** @param close what ends in order */
export function endOnSignals(close: () => Promise<void>): void {
  const end = () => {
    setTimeout(() => process.exit(0), LATEST_MS);
    void close().then(
      () => process.exit(0),
      (error: unknown) => {
        console.error('The server did not end in order:', error);
        process.exit(1);
      },
    );
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, end);
}
