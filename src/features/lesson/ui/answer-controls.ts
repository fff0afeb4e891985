/** The ways in which a question is answered: picked options, a typed text, an order. One small object each, alike from outside. */
import type { Given } from '../../quiz/model/grade.ts';
import type { Question } from '../../quiz/model/quiz.schema.ts';

export interface AnswerControls {
  /** Undefined while nothing was answered; `missing` says what to do then. */
  given(): Given | undefined;
  readonly missing: string;
  show(given: Given): void;
  /** For another try: what helps to think again stays, such as a typed text. */
  clear(): void;
  /** For one who has not answered yet. */
  reset(): void;
  focus(): void;
}

/** @param say tells those who cannot see it what a move has done */
export function controlsOf(
  root: HTMLElement,
  question: Question,
  signal: AbortSignal,
  say: (text: string) => void,
): AnswerControls {
  if ('options' in question) return optionControls(root);
  return 'items' in question ? orderControls(root, signal, say) : textControls(root);
}

function optionControls(root: HTMLElement): AnswerControls {
  const inputs = [...root.querySelectorAll('input')];
  const clear = () => {
    for (const input of inputs) input.checked = false;
  };
  return {
    missing: 'Pick an answer first.',
    given() {
      const picked = inputs.filter(({ checked }) => checked).map(({ value }) => Number(value));
      return picked.length === 0 ? undefined : { by: 'options', picked };
    },
    show(given) {
      if (given.by !== 'options') return;
      for (const input of inputs) input.checked = given.picked.includes(Number(input.value));
    },
    clear,
    reset: clear,
    focus: () => inputs[0]?.focus(),
  };
}

function textControls(root: HTMLElement): AnswerControls {
  const input = root.querySelector('input') as HTMLInputElement;
  return {
    missing: 'Type an answer first.',
    given: () => (input.value.trim() === '' ? undefined : { by: 'text', text: input.value }),
    show(given) {
      if (given.by === 'text') input.value = given.text;
    },
    clear: () => undefined,
    reset() {
      input.value = '';
    },
    focus() {
      input.focus();
      input.select();
    },
  };
}

function orderControls(root: HTMLElement, signal: AbortSignal, say: (text: string) => void): AnswerControls {
  const list = root.querySelector('ol') as HTMLOListElement;
  const items = () => [...list.children] as HTMLElement[];
  const mixed = items();
  const refresh = () => {
    const all = items();
    all.forEach((item, index) => {
      const ends = { up: index === 0, down: index === all.length - 1 };
      // Not disabled, or the button would lose the focus when its item arrives at the end.
      for (const button of movesOf(item)) button.ariaDisabled = String(ends[directionOf(button)]);
    });
  };
  const move = ({ target }: Event) => {
    const button = (target as Element).closest<HTMLElement>('[data-move]');
    const item = button?.closest('li');
    if (!button || !item) return;
    const isUp = directionOf(button) === 'up';
    const other = isUp ? item.previousElementSibling : item.nextElementSibling;
    // The neighbour moves, not the item: what moves in the document loses the focus.
    if (other !== null) item[isUp ? 'after' : 'before'](other);
    refresh();
    list.dispatchEvent(new Event('input', { bubbles: true }));
    say(
      `${items().indexOf(item) + 1} of ${items().length}: ${item.querySelector('.ordering-text')?.textContent.trim()}`,
    );
  };
  list.addEventListener('click', move, { signal });
  refresh();
  return {
    missing: '',
    given: () => ({ by: 'order', order: items().map((item) => Number(item.dataset['item'])) }),
    show(given) {
      if (given.by !== 'order') return;
      const byItem = new Map(items().map((item) => [Number(item.dataset['item']), item]));
      list.append(...given.order.flatMap((index) => byItem.get(index) ?? []));
      refresh();
    },
    clear: () => undefined,
    reset() {
      list.append(...mixed);
      refresh();
    },
    focus: () => list.querySelector<HTMLElement>('[data-move]')?.focus(),
  };
}

const movesOf = (item: HTMLElement) => item.querySelectorAll<HTMLElement>('[data-move]');
const directionOf = (button: HTMLElement) => (button.dataset['move'] === 'up' ? 'up' : 'down');
