/** The class by step: for each step who is there, who ran it and who solved it; for the board and the projector. */
import type { ReadonlySignal } from '@preact/signals-core';
import type { CourseOutline } from '../../progress/model/outline.ts';
import type { StepHeat } from '../model/statistics.ts';
import { stepName } from '../model/words.ts';
import { element } from '../../../components/kit/dom.ts';
import { during } from './live.ts';

export interface ClassHeat {
  readonly steps: readonly StepHeat[];
  /** Learners in all. */
  readonly size: number;
  /** The step where everyone should be by now. */
  readonly pace: string | null;
}

/** The table stays, and its fields change: whoever scrolled it or reads it is not thrown out. */
export function heatMap(heat: ReadonlySignal<ClassHeat>, outline: CourseOutline, life: AbortSignal): HTMLElement {
  const most = Math.max(1, ...outline.lessons.map(({ steps }) => steps.length));
  const head = element('tr', {}, [
    header('Lesson', 'col'),
    ...Array.from({ length: most }, (_, index) => header(`Step ${index + 1}`, 'col')),
  ]);
  const rows = outline.lessons.map(({ order, title, steps }) =>
    element('tr', {}, [
      header(`${order} ${title}`, 'row'),
      ...steps.map(({ id }) => cell(heat, id, stepName(outline, id), life)),
    ]),
  );
  const key =
    'In each field: how many are there now. The bar: who ran it (blue), and whose checks passed (green). A frame: by now everyone should be here.';
  // Wider than a narrow screen: the keyboard can scroll it.
  return element('div', { className: 'heat', tabIndex: 0, role: 'group', ariaLabel: 'The class by step' }, [
    element('table', {}, [element('caption', {}, [key]), element('thead', {}, [head]), element('tbody', {}, rows)]),
  ]);
}

function header(text: string, scope: 'col' | 'row'): HTMLElement {
  return element('th', { scope }, [text]);
}

function cell(heat: ReadonlySignal<ClassHeat>, step: string, name: string, life: AbortSignal): HTMLElement {
  const number = element('span', { className: 'heat-here', ariaHidden: 'true' }, []);
  const words = element('span', { className: 'visually-hidden' }, []);
  const bar = element('span', { className: 'heat-bar', ariaHidden: 'true' }, []);
  const made = element('td', {}, [number, words, bar]);
  during(life, () => {
    const { steps, size, pace } = heat.value;
    const { here = 0, seen = 0, ran = 0, solved = 0 } = steps.find((each) => each.step === step) ?? {};
    const mark = pace === step ? ' By now everyone should be here.' : '';
    const said = `${name}: ${here} here, ${seen} came by, ${ran} ran it, ${solved} solved it.${mark}`;
    if (words.textContent === said) return;
    words.textContent = said;
    made.title = said;
    number.textContent = here > 0 ? String(here) : '';
    made.toggleAttribute('data-pace', pace === step);
    made.toggleAttribute('data-here', here > 0);
    made.style.setProperty('--here', shareOf(here, size));
    bar.style.setProperty('--ran', shareOf(ran, size));
    bar.style.setProperty('--solved', shareOf(solved, size));
  });
  return made;
}

/** From 0 to 1; who left may have been counted. */
function shareOf(part: number, size: number): string {
  return String(size === 0 ? 0 : Math.min(1, part / size));
}
