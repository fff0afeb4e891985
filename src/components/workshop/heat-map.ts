/** The class by step: for each step who is there, who ran it and who solved it; for the board and the projector. */
import type { CourseOutline } from '../../core/progress/outline.ts';
import type { StepHeat } from '../../core/workshop/statistics.ts';
import { stepName } from '../../core/workshop/words.ts';
import { element } from '../progress/dom.ts';

/** @param size learners in all */
export function heatMap(heat: readonly StepHeat[], outline: CourseOutline, size: number): HTMLElement {
  const byStep = new Map(heat.map((each) => [each.step, each]));
  const most = Math.max(1, ...outline.lessons.map(({ steps }) => steps.length));
  const head = element('tr', {}, [
    header('Lesson', 'col'),
    ...Array.from({ length: most }, (_, index) => header(`Step ${index + 1}`, 'col')),
  ]);
  const rows = outline.lessons.map(({ order, title, steps }) =>
    element('tr', {}, [
      header(`${order} ${title}`, 'row'),
      ...steps.map(({ id }) => cell(byStep.get(id), stepName(outline, id), size)),
    ]),
  );
  const key = 'In each field: how many are there now. The bar: who ran it (blue), and whose checks passed (green).';
  // Wider than a narrow screen: the keyboard can scroll it.
  return element('div', { className: 'heat', tabIndex: 0, role: 'group', ariaLabel: 'The class by step' }, [
    element('table', {}, [element('caption', {}, [key]), element('thead', {}, [head]), element('tbody', {}, rows)]),
  ]);
}

function header(text: string, scope: 'col' | 'row'): HTMLElement {
  return element('th', { scope }, [text]);
}

function cell(heat: StepHeat | undefined, name: string, size: number): HTMLElement {
  const { here = 0, ran = 0, solved = 0 } = heat ?? {};
  const words = `${name}: ${here} here, ${ran} ran it, ${solved} solved it`;
  const bar = element('span', { className: 'heat-bar', ariaHidden: 'true' }, []);
  const made = element('td', { title: words }, [
    element('span', { className: 'heat-here', ariaHidden: 'true' }, [here > 0 ? String(here) : '']),
    element('span', { className: 'visually-hidden' }, [words]),
    bar,
  ]);
  made.style.setProperty('--here', String(size === 0 ? 0 : here / size));
  bar.style.setProperty('--ran', String(size === 0 ? 0 : ran / size));
  bar.style.setProperty('--solved', String(size === 0 ? 0 : solved / size));
  return made;
}
