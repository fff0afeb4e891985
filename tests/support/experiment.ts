/** An experiment shows a claim of the course on the pinned Node. Its id is what `<Claim shownBy="…">` names. */
import { test } from 'vitest';

export function experiment(id: string, show: () => Promise<void>): void {
  test(id, show);
}
