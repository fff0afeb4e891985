/** Structured stack frames, where the engine of the browser has V8's interface for them; elsewhere there are none. */

interface CallSite {
  getFunctionName(): string | null;
  getFileName(): string | null;
  getEvalOrigin(): string | null;
  getLineNumber(): number | null;
  getColumnNumber(): number | null;
}

interface V8Error {
  prepareStackTrace?: ((error: unknown, sites: readonly CallSite[]) => unknown) | undefined;
  stackTraceLimit: number;
  captureStackTrace?(target: object, above: unknown): void;
}

/** The callers of whoever asks, as `util.getCallSites` gives them. */
export function callSites(count: number): object[] {
  const V8 = Error as unknown as V8Error;
  const { prepareStackTrace, stackTraceLimit } = V8;
  const holder: { stack?: unknown } = {};
  try {
    V8.stackTraceLimit = count + 1;
    V8.prepareStackTrace = (_, sites) => sites;
    V8.captureStackTrace?.(holder, callSites);
    const sites = Array.isArray(holder.stack) ? (holder.stack as CallSite[]) : [];
    return sites.slice(1, count + 1).map(describe);
  } finally {
    V8.prepareStackTrace = prepareStackTrace;
    V8.stackTraceLimit = stackTraceLimit;
  }
}

function describe(site: CallSite): object {
  const column = site.getColumnNumber();
  return {
    functionName: site.getFunctionName() ?? '',
    scriptId: '0',
    scriptName: site.getFileName() ?? site.getEvalOrigin() ?? '',
    lineNumber: site.getLineNumber(),
    columnNumber: column,
    column,
  };
}
