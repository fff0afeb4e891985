/** CommonJS that was pasted into a file of ES modules: said at once, and mended with one press. */
import { watch } from '../../../components/kit/watch.ts';
import { isCommonJs } from '../model/is-common-js.ts';
import type { Say } from './notice.ts';
import type { PlaygroundController } from './playground-controller.ts';

export function offerCommonJs(
  { playground }: PlaygroundController,
  say: Say,
  runAsCommonJs: (path: string) => void,
  signal: AbortSignal,
): void {
  /** Once for each time that it begins. */
  let told: string | undefined;
  watch(signal, () => {
    const { files, entry } = playground.value;
    const found = entry.endsWith('.mjs') && isCommonJs(files[entry] ?? '') ? entry : undefined;
    if (found !== undefined && found !== told) {
      const action = { label: 'Run as CommonJS', act: () => runAsCommonJs(found) };
      say({
        text: `“${found}” is an ES module by its name, and its code is CommonJS: require() is not there.`,
        action,
      });
    }
    told = found;
  });
}
