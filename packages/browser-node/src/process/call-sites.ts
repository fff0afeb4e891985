/** The callers of whoever asks, as `util.getCallSites` gives them; none where the browser's engine has no structured frames. */
import { callers } from './stacks/stack-traces.ts';

export function callSites(count: number): object[] {
  // The first is the library's own function.
  return callers(callSites, count + 1)
    .slice(1)
    .map((site) => ({
      functionName: site.getFunctionName() ?? '',
      scriptId: '0',
      scriptName: site.getScriptNameOrSourceURL() ?? '',
      lineNumber: site.getLineNumber(),
      columnNumber: site.getColumnNumber(),
      column: site.getColumnNumber(),
    }));
}
