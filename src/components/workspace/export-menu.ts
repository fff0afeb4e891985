/** Taking a run or its picture along: as a file, as a link, as an image. */
import { copyText } from '../../browser/copy-text.ts';
import { encodeRunLink } from '../../browser/run-link.ts';
import { saveFile } from '../../browser/save-file.ts';
import { saveRun } from '../../core/trace/run-file.ts';
import type { Scene } from '../../visualiser/shape.ts';
import type { ViewOptions } from './visualiser-view.ts';

export interface ExportOptions extends ViewOptions {
  readonly scene: () => Scene | undefined;
}

/** Twice as fine as it is shown, so that a slide can show it large. */
const IMAGE_SCALE = 2;

export class ExportMenu {
  readonly #root: HTMLElement;
  readonly #options: ExportOptions;

  constructor(root: HTMLElement, options: ExportOptions) {
    this.#root = root;
    this.#options = options;
    const { signal } = options;
    const on = (name: string, act: () => Promise<string> | string): void => {
      const button = root.querySelector(`[data-keep=${name}]`) as HTMLButtonElement;
      button.addEventListener('click', () => void this.#do(act), { signal });
    };
    on('run', () => this.#saveRun());
    on('link', () => this.#copyLink());
    on('copy', () => this.#copyPicture());
    on('svg', () => this.#savePicture());
  }

  async #do(act: () => Promise<string> | string): Promise<void> {
    const menu = this.#root.querySelector('.keep') as HTMLDetailsElement;
    let said: string;
    try {
      said = await act();
    } catch (error) {
      said = `That did not work: ${error instanceof Error ? error.message : String(error)}`;
    }
    menu.open = false;
    (menu.querySelector('summary') as HTMLElement).focus();
    (this.#root.querySelector('.keep-said') as HTMLElement).textContent = said;
  }

  #saveRun(): string {
    const text = this.#runText();
    if (text === undefined) return 'There is no run to save yet. Press Run first.';
    saveFile(`${this.#name()}.run.json`, new Blob([text], { type: 'application/json' }));
    return 'The run is saved. Open it again on the page “Replay”.';
  }

  async #copyLink(): Promise<string> {
    const text = this.#runText();
    if (text === undefined) return 'There is no run to share yet. Press Run first.';
    const outcome = await encodeRunLink(text);
    if (!outcome.ok) return outcome.message;
    const isCopied = await copyText(new URL(`/replay/${outcome.value}`, location.href).href);
    return isCopied
      ? 'The link is copied. Whoever opens it sees this run.'
      : 'This browser does not let the page copy. Save the run as a file instead.';
  }

  async #copyPicture(): Promise<string> {
    const svg = this.#svg();
    if (svg === undefined) return 'There is no picture yet. Press Run first.';
    if (!isSecureContext) return 'Over plain http a browser copies no picture. Save it as SVG instead.';
    // Safari wants the promise, not its result: the press of the button allows it only at once.
    await navigator.clipboard.write([new ClipboardItem({ 'image/png': svg.then(toPng) })]);
    return 'The picture is copied, ready to be pasted.';
  }

  async #savePicture(): Promise<string> {
    const svg = this.#svg();
    if (svg === undefined) return 'There is no picture yet. Press Run first.';
    saveFile(`${this.#name()}.svg`, new Blob([await svg], { type: 'image/svg+xml' }));
    return 'The picture is saved.';
  }

  #runText(): string | undefined {
    const { playhead, actions } = this.#options;
    const { run, live } = playhead;
    if (run === null || live.primary === null) return undefined;
    const { telling, dropped } = run.log;
    const exit = live.ended ? (live.primary.exit ?? null) : null;
    return saveRun({ title: actions?.title ?? 'A saved run', exit, dropped, events: telling });
  }

  /** Its drawing loads when it is asked for. */
  #svg(): Promise<string> | undefined {
    const scene = this.#options.scene();
    if (scene === undefined || scene.items.length === 0) return undefined;
    const style = getComputedStyle(this.#root);
    const look = {
      colour: (name: string) => style.getPropertyValue(`--${name}`).trim(),
      font: 'Geist Variable, Geist, system-ui, sans-serif',
      caption: `Cluster Lab: ${this.#options.actions?.title ?? 'a saved run'}`,
    };
    return import('../../visualiser/svg.ts').then(({ toSvg }) => toSvg(scene, look));
  }

  #name(): string {
    return `cluster-lab-${(this.#options.actions?.title ?? 'run').replaceAll(/[^\w-]+/g, '-')}`;
  }
}

async function toPng(svg: string): Promise<Blob> {
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
  await image.decode();
  const canvas = document.createElement('canvas');
  canvas.width = image.naturalWidth * IMAGE_SCALE;
  canvas.height = image.naturalHeight * IMAGE_SCALE;
  canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => (blob === null ? reject(new Error('This browser could not draw it.')) : resolve(blob)));
  });
}
