/** @returns a signal that ends a boot that hangs; wide enough for a busy machine */
export const bootLimit = (): AbortSignal => AbortSignal.timeout(60_000);
