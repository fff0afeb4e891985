/**
 * Separators between panels (WAI-ARIA Authoring Practices, window splitter): dragged or moved by arrow keys; a double click or
 * Enter brings the size of the styles back. What is chosen holds for all workspaces of its kind, and is kept.
 */
import { keepInLayout } from '../../browser/workspace-layout.ts';
import { element } from '../kit/dom.ts';

interface Split {
  readonly label: string;
  /** The custom property that holds the size of the panel before the separator. */
  readonly property: `--${string}`;
  /** That panel: its height is what changes. Or a grid: the share of its first column. */
  readonly panel?: HTMLElement | undefined;
  readonly grid?: HTMLElement | undefined;
  readonly min: number;
  readonly max: number;
  readonly place: (separator: HTMLElement) => void;
}

/** An arrow key's way: of the width in percent, of the height in pixels. */
const STEP = { vertical: 2, horizontal: 24 } as const;
const HEIGHT = { min: 120, max: 900 } as const;

/** @param workspace of a step, or the playground's */
export function placeSeparators(workspace: HTMLElement, signal: AbortSignal): void {
  for (const split of splitsOf(workspace)) {
    const separator = separatorOf(split, signal);
    split.place(separator);
    signal.addEventListener('abort', () => separator.remove());
  }
}

function splitsOf(workspace: HTMLElement): readonly Split[] {
  const editor = workspace.querySelector<HTMLElement>('code-editor');
  const panel = workspace.querySelector<HTMLElement>('.editor-mine');
  const isPlayground = workspace.localName === 'playground-workspace';
  const grid = workspace.parentElement;
  if (editor === null || panel === null || grid === null) return [];
  const ofPage: Split = {
    label: isPlayground ? 'Width of the list of programs' : 'Width of the text',
    property: isPlayground ? '--playground-text' : '--step-text',
    grid,
    min: 18,
    max: 60,
    place: (separator) => workspace.before(separator),
  };
  const ofEditor: Split = {
    label: 'Height of the editor',
    property: isPlayground ? '--playground-editor' : '--step-editor',
    panel,
    ...HEIGHT,
    place: (separator) => editor.append(separator),
  };
  const besideTerminal: Split = {
    label: 'Width of the editor',
    property: '--playground-code',
    grid: workspace,
    min: 25,
    max: 75,
    place: (separator) => editor.append(separator),
  };
  return isPlayground ? [ofPage, ofEditor, besideTerminal] : [ofPage, ofEditor];
}

function separatorOf(split: Split, signal: AbortSignal): HTMLElement {
  const orientation = split.grid === undefined ? 'horizontal' : 'vertical';
  const unit = split.grid === undefined ? 'px' : '%';
  const separator = element('div', { className: 'panel-separator', tabIndex: 0, ariaLabel: split.label }, []);
  separator.role = 'separator';
  separator.ariaOrientation = orientation;
  separator.ariaValueMin = String(split.min);
  separator.ariaValueMax = String(split.max);
  separator.title = 'Drag, or use the arrow keys. A double click brings it back.';
  const tell = () => {
    const value = Math.round(measure(split));
    separator.ariaValueNow = String(Math.min(split.max, Math.max(split.min, value)));
    separator.ariaValueText = unit === '%' ? `${value} percent` : `${value} pixels`;
  };
  const show = (value: number | undefined) => {
    const { style } = document.documentElement;
    if (value === undefined) style.removeProperty(split.property);
    else style.setProperty(split.property, `${Math.min(split.max, Math.max(split.min, value)).toFixed(1)}${unit}`);
    tell();
  };
  const keep = () =>
    keepInLayout(split.property, document.documentElement.style.getPropertyValue(split.property) || undefined);
  const set = (value: number | undefined) => {
    show(value);
    keep();
  };
  const on = { signal };
  separator.addEventListener('dblclick', () => set(undefined), on);
  separator.addEventListener('keydown', (event) => onKey(event, { ...split, orientation, set }), on);
  separator.addEventListener('focus', tell, on);
  separator.addEventListener(
    'pointerdown',
    (event) => {
      if (event.button !== 0) return;
      separator.setPointerCapture(event.pointerId);
      const from = measure(split);
      const start = event;
      let hasMoved = false;
      const move = (now: PointerEvent) => {
        const pixels = orientation === 'vertical' ? now.clientX - start.clientX : now.clientY - start.clientY;
        hasMoved ||= pixels !== 0;
        if (hasMoved) show(from + (split.grid === undefined ? pixels : (pixels / widthIn(split.grid)) * 100));
      };
      separator.addEventListener('pointermove', move);
      const end = () => {
        separator.removeEventListener('pointermove', move);
        if (hasMoved) keep();
      };
      separator.addEventListener('lostpointercapture', end, { once: true });
    },
    on,
  );
  tell();
  return separator;
}

interface Movable extends Split {
  readonly orientation: keyof typeof STEP;
  readonly set: (value: number | undefined) => void;
}

function onKey(event: KeyboardEvent, split: Movable): void {
  const isVertical = split.orientation === 'vertical';
  const step = STEP[split.orientation];
  const now = measure(split);
  const to = new Map<string, number | undefined>([
    [isVertical ? 'ArrowLeft' : 'ArrowUp', now - step],
    [isVertical ? 'ArrowRight' : 'ArrowDown', now + step],
    ['Home', split.min],
    ['End', split.max],
    ['Enter', undefined],
  ]);
  if (!to.has(event.key) || event.ctrlKey || event.metaKey || event.altKey) return;
  event.preventDefault();
  split.set(to.get(event.key));
}

/** The size as it is: in percent of the grid, or in pixels. */
function measure({ grid, panel }: Split): number {
  if (grid === undefined) return panel?.offsetHeight ?? 0;
  return (Number.parseFloat(getComputedStyle(grid).gridTemplateColumns) / widthIn(grid)) * 100;
}

function widthIn(grid: HTMLElement): number {
  const { paddingInlineStart, paddingInlineEnd } = getComputedStyle(grid);
  return grid.clientWidth - Number.parseFloat(paddingInlineStart) - Number.parseFloat(paddingInlineEnd);
}
