/** Says of a program that a link brought that it did, and shows what it is started with before anybody presses Run. */
import { query } from '../../../components/kit/query.ts';
import { watch } from '../../../components/kit/watch.ts';
import { A_LINK } from '../client/playground-store.ts';
import type { PlaygroundController } from './playground-controller.ts';

export function attachFromLink(workspace: HTMLElement, controller: PlaygroundController, signal: AbortSignal): void {
  const box = query(workspace, '[data-from-link]');
  const carried = query(box, 'dl');
  const environment = query(workspace, '.command-environment', HTMLDetailsElement);
  watch(signal, () => {
    box.hidden = controller.from.value !== A_LINK;
    if (box.hidden) return;
    const playground = controller.playground.value;
    void import('./carried.ts').then(({ showCarried }) => showCarried(carried, playground));
  });
  watch(signal, () => {
    if (controller.from.value === A_LINK && Object.keys(controller.start.env).length > 0) environment.open = true;
  });
}
