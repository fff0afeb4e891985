/** Says of a program that a link brought that it did, and shows what it is started with before anybody presses Run. */
import { effect } from '@preact/signals-core';
import { A_LINK } from '../client/playground-store.ts';
import { visibleText } from '../model/visible-text.ts';
import type { PlaygroundController } from './playground-controller.ts';

export function attachFromLink(workspace: HTMLElement, controller: PlaygroundController, life: AbortSignal): void {
  const box = workspace.querySelector('[data-from-link]') as HTMLElement;
  const show = (name: string, values: readonly string[]) => {
    const row = box.querySelector(`[data-carries=${name}]`) as HTMLElement;
    row.hidden = values.length === 0;
    const list = row.querySelector('dd') as HTMLElement;
    list.replaceChildren(
      ...values.map((value) => Object.assign(document.createElement('code'), { textContent: visibleText(value) })),
    );
  };
  const stop = effect(() => {
    const isLinked = controller.from.value === A_LINK;
    box.hidden = !isLinked;
    if (!isLinked) return;
    const { files, args, env } = controller.playground.value;
    const paths = Object.keys(files);
    show('files', paths.length > 1 ? paths : []);
    show('arguments', args);
    const variables = Object.entries(env).map(([name, value]) => `${name}=${value}`);
    show('environment', variables);
  });
  const stopOpening = effect(() => {
    const details = workspace.querySelector('.command-environment') as HTMLDetailsElement;
    if (controller.from.value === A_LINK && Object.keys(controller.start.env).length > 0) details.open = true;
  });
  life.addEventListener('abort', () => {
    stop();
    stopOpening();
  });
}
