/** The fields that say how the program is started. What cannot be read is named, and what was there before stays in force. */
import { query } from '../../../components/kit/query.ts';
import { watch } from '../../../components/kit/watch.ts';
import { joinArguments, splitArguments } from '../../../core/command-line/arguments.ts';
import { formatEnvironment, parseEnvironment } from '../model/environment.ts';
import { offerPaths } from './offer-paths.ts';
import type { PlaygroundController } from './playground-controller.ts';

export function attachCommandLine(workspace: HTMLElement, controller: PlaygroundController, signal: AbortSignal): void {
  const entry = query(workspace, '[data-entry]', HTMLSelectElement);
  const args = query(workspace, '[data-arguments]', HTMLInputElement);
  const environment = query(workspace, '[data-environment]', HTMLTextAreaElement);
  const problem = query(workspace, '#command-problem');

  const say = (field: HTMLElement, message: string | undefined) => {
    field.ariaInvalid = message === undefined ? null : 'true';
    problem.textContent = message === undefined ? '' : `${message} Until then Run uses what was there before.`;
  };
  const on = { signal };
  entry.addEventListener('change', () => controller.set({ entry: entry.value }), on);
  args.addEventListener(
    'input',
    () => {
      const outcome = splitArguments(args.value);
      if (outcome.ok) controller.set({ args: outcome.value });
      say(args, outcome.ok ? undefined : outcome.message);
    },
    on,
  );
  environment.addEventListener(
    'input',
    () => {
      const outcome = parseEnvironment(environment.value);
      if (outcome.ok) controller.set({ env: outcome.value });
      say(environment, outcome.ok ? undefined : outcome.message);
    },
    on,
  );

  watch(signal, () => {
    const { files, entry: chosen } = controller.playground.value;
    offerPaths(entry, Object.keys(files));
    entry.value = chosen;
  });
  watch(signal, () => {
    const wanted = controller.start.args;
    const written = splitArguments(args.value);
    // What is being typed says the same in other words.
    if (written.ok && JSON.stringify(written.value) === JSON.stringify(wanted)) return;
    if (written.ok || document.activeElement !== args) args.value = joinArguments(wanted);
  });
  watch(signal, () => {
    const wanted = controller.start.env;
    const count = Object.keys(wanted).length;
    query(workspace, '[data-variables]').textContent = count === 0 ? '' : `(${count})`;
    const written = parseEnvironment(environment.value);
    if (written.ok && JSON.stringify(written.value) === JSON.stringify(wanted)) return;
    if (written.ok || document.activeElement !== environment) environment.value = formatEnvironment(wanted);
  });
}
