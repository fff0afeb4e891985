/** A run's secret word: frames without it are not the tracer's. `getRandomValues` also works over plain http. */
export function newNonce(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(9));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
