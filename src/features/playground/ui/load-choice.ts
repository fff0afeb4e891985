/** The Load form begins with what the playground brings along, and a link carries what the learner has set. */
import { query } from '../../../components/kit/query.ts';
import { watch } from '../../../components/kit/watch.ts';
import type { PlaygroundController } from './playground-controller.ts';

export function attachLoadChoice(workspace: HTMLElement, controller: PlaygroundController, signal: AbortSignal): void {
  const form = query(workspace, 'load-form form', HTMLFormElement);
  const field = (name: string) => query(form, `[name=${name}]`, HTMLInputElement);
  watch(signal, () => {
    const { requests, connections, keepAlive, path } = controller.start.load;
    const texts = { requests: String(requests), connections: String(connections), path };
    for (const [name, text] of Object.entries(texts)) if (field(name).value !== text) field(name).value = text;
    field('keepAlive').checked = keepAlive;
  });
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
    { signal },
  );
}
