/** `fs_event_wrap`: `fs.watch` on the sandbox's files, whoever changes them. */
import { baseOf, parentOf, type FileChange } from '../../file-tree.ts';
import { defineBinding } from '../binding.ts';
import { absolute, tree, watchChanges } from '../files/tree.ts';
import { fire, HandleWrap } from '../handles/async-wrap.ts';
import { UV } from '../uv.ts';

type EventType = 'change' | 'rename';

const watching = new Set<FSEvent>();

class FSEvent extends HandleWrap {
  declare onchange: (status: number, type: EventType, name: string) => void;
  initialized = false;
  #path = '';
  /** Names that the folder had: the first news of any other name is that it came. */
  #names = new Set<string>();

  protected override isActive(): boolean {
    return this.initialized && !this.isClosing;
  }

  start(name: string, isPersistent: boolean): number {
    const path = absolute(name);
    const node = tree.get(path);
    if (node === undefined) return UV.ENOENT;
    this.#path = path;
    this.#names = new Set(node.type === 'folder' ? tree.list(path) : [baseOf(path)]);
    this.initialized = true;
    watching.add(this);
    if (!isPersistent) this.unref();
    return 0;
  }

  protected override onClose(): void {
    watching.delete(this);
  }

  hear(path: string, kind: FileChange['do']): void {
    if (path !== this.#path && parentOf(path) !== this.#path) return;
    const name = baseOf(path);
    const isKnown = this.#names.has(name);
    const isGone = kind === 'remove' || kind === 'rename';
    if (isGone) this.#names.delete(name);
    else this.#names.add(name);
    const type = isGone || !isKnown ? 'rename' : 'change';
    fire(this, () => {
      if (!this.isClosing) this.onchange(0, type, name);
    });
  }
}

watchChanges((change) => {
  for (const watcher of watching) {
    watcher.hear(change.path, change.do);
    if (change.do === 'rename') watcher.hear(change.to, 'put');
  }
});

defineBinding('fs_event_wrap', () => ({ FSEvent }));
