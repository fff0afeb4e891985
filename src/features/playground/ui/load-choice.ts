/** The Load form begins with what the playground brings along, and a link carries what the learner has set. */
import { effect } from '@preact/signals-core';
import type { PlaygroundController } from './playground-controller.ts';

export function attachLoadChoice(workspace: HTMLElement, controller: PlaygroundController, life: AbortSignal): void {
  const form = workspace.querySelector('load-form form') as HTMLFormElement;
  const field = (name: string) => form.elements.namedItem(name) as HTMLInputElement;
  const stop = effect(() => {
    const { requests, connections, keepAlive, path } = controller.start.load;
    const texts = { requests: String(requests), connections: String(connections), path };
    for (const [name, text] of Object.entries(texts)) if (field(name).value !== text) field(name).value = text;
    field('keepAlive').checked = keepAlive;
  });
  life.addEventListener('abort', stop);
  form.addEventListener(
    'input',
    () => {
      if (!form.checkValidity()) return;
      controller.set({
        load: {
          requests: Number(field('requests').value),
          connections: Number(field('connections').value),
          keepAlive: field('keepAlive').checked,
          path: field('path').value,
        },
      });
    },
    { signal: life },
  );
}
