/** The fields that say how the program is started. What cannot be read is named, and what was there before stays in force. */
import { effect } from '@preact/signals-core';
import { joinArguments, splitArguments } from '../../../core/command-line/arguments.ts';
import { formatEnvironment, parseEnvironment } from '../model/environment.ts';
import type { PlaygroundController } from './playground-controller.ts';

export function attachCommandLine(workspace: HTMLElement, controller: PlaygroundController, life: AbortSignal): void {
  const part = (name: string) => workspace.querySelector(`[data-${name}]`) as HTMLElement;
  const entry = part('entry') as HTMLSelectElement;
  const args = part('arguments') as HTMLInputElement;
  const environment = part('environment') as HTMLTextAreaElement;
  const problem = workspace.querySelector('#command-problem') as HTMLElement;

  const say = (field: HTMLElement, message: string | undefined) => {
    field.ariaInvalid = message === undefined ? null : 'true';
    problem.textContent = message === undefined ? '' : `${message} Until then Run uses what was there before.`;
  };
  const on = { signal: life };
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

  const stops = [
    effect(() => {
      const { files, entry: chosen } = controller.playground.value;
      const paths = Object.keys(files);
      const shown = [...entry.options].map(({ value }) => value);
      if (paths.join('\0') !== shown.join('\0')) entry.replaceChildren(...paths.map((path) => new Option(path)));
      entry.value = chosen;
    }),
    effect(() => {
      const wanted = controller.start.args;
      const written = splitArguments(args.value);
      // What is being typed says the same in other words.
      if (written.ok && JSON.stringify(written.value) === JSON.stringify(wanted)) return;
      if (written.ok || document.activeElement !== args) args.value = joinArguments(wanted);
    }),
    effect(() => {
      const wanted = controller.start.env;
      const count = Object.keys(wanted).length;
      part('variables').textContent = count === 0 ? '' : `(${count})`;
      const written = parseEnvironment(environment.value);
      if (written.ok && JSON.stringify(written.value) === JSON.stringify(wanted)) return;
      if (written.ok || document.activeElement !== environment) environment.value = formatEnvironment(wanted);
    }),
  ];
  life.addEventListener('abort', () => {
    for (const stop of stops) stop();
  });
}
