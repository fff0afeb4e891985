/** The buttons above the tabs, and what is dropped on the editor. */
import { askFirst } from '../../../components/kit/ask-first.ts';
import { plural } from '../../../core/plural.ts';
import { saveFile } from '../../../browser/save-file.ts';
import { query } from '../../../components/kit/query.ts';
import { watch } from '../../../components/kit/watch.ts';
import { guessStart, inReadingOrder } from '../model/guess-entry.ts';
import { problemOfFiles, USUAL_LOAD, type Playground } from '../model/playground.ts';
import type { PlaygroundController } from './playground-controller.ts';
import { nameDialog } from './file-dialogs.ts';
import { walkDropped, walkHandle } from './folders.ts';
import { filesOfInput, folderOfInput, readDiskFiles, type DiskFile } from './from-disk.ts';
import { offerPaths } from './offer-paths.ts';
import type { Say } from './notice.ts';

/** As many as mostly stand beside each other. */
const MANY_TABS = 6;

type PickFolder = () => Promise<FileSystemDirectoryHandle>;

export interface FileActionsOptions {
  readonly controller: PlaygroundController;
  readonly say: Say;
  /** Puts a playground in the place of this one and says so, with the rest of the sentence. */
  readonly open: (playground: Playground, said: string) => void;
}

export function attachFileActions(workspace: HTMLElement, options: FileActionsOptions, signal: AbortSignal): void {
  const { controller, say } = options;
  const on = { signal };
  const click = (action: string, act: () => void) =>
    query(workspace, `[data-action=${action}]`).addEventListener('click', act, on);
  const ask = nameDialog(query(workspace, '[data-dialog=name]', HTMLDialogElement), signal);
  const shown = () => controller.shownFile.value;

  click('new-file', () =>
    ask({
      question: 'Name of the new file',
      start: '',
      verb: 'Add the file',
      act: (name) => controller.add(name.trim()),
    }),
  );
  click('rename-file', () => {
    const path = shown();
    const act = (name: string) => controller.rename(path, name.trim());
    ask({ question: `New name for “${path}”`, start: path, verb: 'Rename the file', act });
  });
  click('delete-file', () => {
    const path = shown();
    if (Object.keys(controller.playground.value.files).length === 1) say({ text: controller.delete(path) ?? '' });
    else
      void askFirst(deletion(path)).then((isSure) => {
        if (isSure) controller.delete(path);
      });
  });
  click('save-file', () => save(shown(), controller.playground.value.files[shown()] ?? ''));

  offerChoice(query(workspace, '[data-go]', HTMLSelectElement), controller, signal);

  const filesInput = query(workspace, '[data-input=files]', HTMLInputElement);
  const folderInput = query(workspace, '[data-input=folder]', HTMLInputElement);
  click('open-files', () => filesInput.click());
  click('open-folder', () => void pickFolder(folderInput, options));
  filesInput.addEventListener('change', () => void take(filesOfInput(filesInput), undefined, options), on);
  folderInput.addEventListener(
    'change',
    () => void take(filesOfInput(folderInput), folderOfInput(folderInput) ?? '', options),
    on,
  );
  const editor = query(workspace, 'code-editor');
  editor.addEventListener(
    'dragover',
    (event) => onFilesOnly(event, () => editor.toggleAttribute('data-drop', true)),
    on,
  );
  editor.addEventListener('dragleave', () => editor.removeAttribute('data-drop'), on);
  editor.addEventListener(
    'drop',
    (event) =>
      onFilesOnly(event, (items) => {
        editor.removeAttribute('data-drop');
        void telling(say, async () => {
          const { files, folder } = await walkDropped(items);
          await take(files, folder, options);
        });
      }),
    // Before Monaco, which would insert the file's name.
    { capture: true, signal },
  );
}

const deletion = (path: string) => ({
  question: `Delete “${path}”? It cannot be brought back here.`,
  no: 'Keep it',
  yes: 'Delete the file',
});

/** A list to choose from, where the tabs are too many to be gone through. */
function offerChoice(choice: HTMLSelectElement, controller: PlaygroundController, signal: AbortSignal): void {
  choice.addEventListener('change', () => (controller.shownFile.value = choice.value), { signal });
  watch(signal, () => {
    const paths = Object.keys(controller.session.files.value);
    choice.hidden = paths.length <= MANY_TABS;
    offerPaths(choice, paths);
    choice.value = controller.shownFile.value;
  });
}

function onFilesOnly(event: DragEvent, act: (items: DataTransferItemList) => void): void {
  if (event.dataTransfer?.types.includes('Files') !== true) return;
  event.preventDefault();
  event.stopPropagation();
  act(event.dataTransfer.items);
}

async function pickFolder(fallback: HTMLInputElement, options: FileActionsOptions): Promise<void> {
  const { showDirectoryPicker } = window as unknown as { showDirectoryPicker?: PickFolder };
  if (showDirectoryPicker === undefined) {
    fallback.click();
    return;
  }
  await telling(options.say, async () => {
    const folder = await showDirectoryPicker();
    await take(await walkHandle(folder), folder.name, options);
  });
}

/** @param folder its name, whose files take the place of those that are here; undefined for single files, which join them */
async function take(
  found: readonly DiskFile[],
  folder: string | undefined,
  options: FileActionsOptions,
): Promise<void> {
  const { controller, say, open } = options;
  await telling(say, async () => {
    const { files: read, leftOut } = await readDiskFiles(found);
    const start = guessStart(read);
    const files = inReadingOrder(read, start.entry);
    const count = Object.keys(files).length;
    const rest = leftOut.length === 0 ? '' : ` ${leftOut.slice(0, 3).join(' ')}${more(leftOut.length - 3)}`;
    if (count === 0) {
      say({ text: `There is no text file to open.${rest}` });
      return;
    }
    if (folder === undefined) {
      say({ text: controller.addAll(files) ?? `Opened ${plural(count, 'file')}.${rest}` });
      return;
    }
    const problem = problemOfFiles(files);
    if (problem === undefined)
      open(
        { title: folder.slice(0, 100), files, ...start, load: USUAL_LOAD },
        `Opened ${plural(count, 'file')} of the folder, and Run starts “${[start.entry, ...start.args].join(' ')}”.${rest}`,
      );
    else say({ text: problem });
  });
}

const more = (count: number) => (count <= 0 ? '' : ` ${count} more stayed out for such reasons.`);

/** Does it, and says what went wrong; to pick nothing is no mistake. */
async function telling(say: Say, act: () => Promise<void>): Promise<void> {
  try {
    await act();
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') return;
    const text = error instanceof RangeError ? error.message : 'The browser could not read it. Choose it once more.';
    say({ text });
  }
}

function save(path: string, text: string): void {
  saveFile(path.split('/').at(-1) ?? path, new Blob([text], { type: 'text/plain' }));
}
