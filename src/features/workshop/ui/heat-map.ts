/** The class by step: for each step who is there, who ran it and who solved it; for the board and the projector. */
import { html, nothing, type TemplateResult } from 'lit-html';
import type { CourseOutline } from '../../progress/model/outline.ts';
import type { StepHeat } from '../model/statistics.ts';
import { stepName } from '../model/words.ts';

export interface ClassHeat {
  readonly steps: readonly StepHeat[];
  /** Learners in all. */
  readonly size: number;
  /** The step where everyone should be by now. */
  readonly pace: string | null;
}

export function heatMap(heat: ClassHeat, outline: CourseOutline): TemplateResult {
  const most = Math.max(1, ...outline.lessons.map(({ steps }) => steps.length));
  const columns = Array.from({ length: most }, (_, index) => html`<th scope="col">Step ${index + 1}</th>`);
  const rows = outline.lessons.map(
    ({ order, title, steps }) =>
      html`<tr>
        <th scope="row">${order} ${title}</th>
        ${steps.map(({ id }) => cell(heat, id, stepName(outline, id)))}
      </tr>`,
  );
  // Wider than a narrow screen: the keyboard can scroll it.
  return html`<div class="heat" tabindex="0" role="group" aria-label="The class by step">
    <table>
      <caption>
        In each field: how many are there now. The bar: who ran it (blue), and whose checks passed (green). A frame: by
        now everyone should be here.
      </caption>
      <thead>
        <tr>
          <th scope="col">Lesson</th>
          ${columns}
        </tr>
      </thead>
      <tbody>
        ${rows}
      </tbody>
    </table>
  </div>`;
}

function cell({ steps, size, pace }: ClassHeat, step: string, name: string): TemplateResult {
  const { here = 0, seen = 0, ran = 0, solved = 0 } = steps.find((each) => each.step === step) ?? {};
  const mark = pace === step ? ' By now everyone should be here.' : '';
  const said = `${name}: ${here} here, ${seen} came by, ${ran} ran it, ${solved} solved it.${mark}`;
  const bar = `--ran: ${shareOf(ran, size)}; --solved: ${shareOf(solved, size)}`;
  return html`<td
    title=${said}
    style="--here: ${shareOf(here, size)}"
    ?data-pace=${pace === step}
    ?data-here=${here > 0}
  >
    <span class="heat-here" aria-hidden="true">${here > 0 ? here : nothing}</span>
    <span class="visually-hidden">${said}</span>
    <span class="heat-bar" aria-hidden="true" style=${bar}></span>
  </td>`;
}

/** From 0 to 1; who left may have been counted. */
function shareOf(part: number, size: number): number {
  return size === 0 ? 0 : Math.min(1, part / size);
}
