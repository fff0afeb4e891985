/** Lets the page answer while much is read: a reader that always has more to read would keep the thread to itself. */

/** So long a reader goes on, in milliseconds: half of a frame. */
const LONGEST_TURN_MS = 8;

export class Turns {
  #begun = performance.now();

  /** Settles at once while the turn is short, else when what else waits has had its turn. */
  async take(): Promise<void> {
    if (performance.now() - this.#begun < LONGEST_TURN_MS) return;
    await nextTask();
    this.#begun = performance.now();
  }
}

/** By a message, which no browser slows down in a tab that is hidden, as it does timers. */
function nextTask(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
}
