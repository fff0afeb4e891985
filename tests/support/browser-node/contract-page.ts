/** In a browser: the engines' contract against the in-browser engine, and programs that run to their end. */
import { script } from 'virtual:browser-node';
import { createBrowserNodeEngine } from '../../../src/sandbox/browser-node.ts';
import { checkRule } from '@cluster-lab/sandbox/contract';
import { piecesOf } from '@cluster-lab/sandbox/pieces';
import { bootLimit } from '../boot-limit.ts';

class Skipped extends Error {}

export interface Outcome {
  readonly output: string;
  readonly code: number | null;
}

// Asked while the page loads: what a test driver calls may do more.
const mayEval = (() => {
  try {
    return globalThis.eval('1') === 1;
  } catch {
    return false;
  }
})();

const engine = createBrowserNodeEngine(script);

Object.assign(globalThis, {
  engine,
  /** What the policy and the headers make of this page. */
  stateOfPlace: () => ({
    isIsolated: crossOriginIsolated,
    hasSharedMemory: typeof SharedArrayBuffer !== 'undefined',
    isFramed: parent !== globalThis.window,
    isOpaque: origin === 'null',
    mayEval,
    isSecure: isSecureContext,
  }),
  /** Runs it as `main.mjs`. */
  async runProgram(source: string): Promise<Outcome> {
    const sandbox = await engine.boot({}, bootLimit());
    await sandbox.mount({ 'main.mjs': source });
    const program = await sandbox.spawn('node', ['main.mjs'], { env: { FORCE_COLOR: '0' } });
    let output = '';
    for await (const chunk of piecesOf(program.output)) output += chunk;
    const { code } = await program.exit;
    await sandbox.dispose();
    return { output, code };
  },
  /** @returns why the rule was skipped, or nothing when it was kept */
  async keepsRule(name: string): Promise<string | undefined> {
    const skip = (reason: string): never => {
      throw new Skipped(reason);
    };
    try {
      await checkRule(name, () => engine.boot({}, bootLimit()), skip);
      return undefined;
    } catch (error) {
      if (error instanceof Skipped) return error.message;
      throw error;
    }
  },
});
