/** What the projector shows, by the instructor's choice. */
import { html, type TemplateResult } from 'lit-html';
import { keyed } from 'lit-html/directives/keyed.js';
import type { ScreenView } from '../model/views.ts';
import { stepName } from '../model/words.ts';
import { beliefList } from './belief-list.ts';
import type { BoardCourse } from './board.ts';
import { heatMap } from './heat-map.ts';
import { joinAddress, qrCode } from './join.ts';
import { pollBars } from './poll-bars.ts';

const BELIEFS = 5;

export interface Drawing {
  readonly screen: ScreenView;
  readonly course: Pick<BoardCourse, 'outline' | 'beliefs'>;
  /** The site as learners reach it, with its slash. */
  readonly site: string;
}

/** A view stays and changes in its place until another one is shown, about something else: a frame of it is loaded anew then. */
export function drawView(drawing: Drawing): unknown {
  const { shown, lead, poll, code, spotlight, ended } = drawing.screen;
  const about = { join: code, step: lead.step, poll: poll?.id, spotlight };
  const key = JSON.stringify([ended, shown, shown in about ? about[shown as keyof typeof about] : null]);
  return keyed(key, viewOf(drawing));
}

function viewOf({ screen, course, site }: Drawing): TemplateResult {
  const { shown, lead, code, spotlight, ended } = screen;
  if (ended && (shown === 'join' || shown === 'step')) return html`<h1>The workshop has ended</h1>`;
  switch (shown) {
    case 'join':
      return html`<h1>Join with your own browser</h1>
        <div class="screen-join">
          <div>
            <p class="screen-address">${joinAddress(site)}</p>
            <p class="screen-code">${code}</p>
          </div>
          <div class="workshop-qr">${qrCode(site, code)}</div>
        </div>`;
    case 'step':
      return lead.step === null
        ? html`<h1>No step is open yet</h1>`
        : html`<h1>${stepName(course.outline, lead.step)}</h1>
            ${frame(`/embed/${lead.step}/?view=watch`, 'The step, run and watched')}`;
    case 'poll':
      return poll(screen);
    case 'steps': {
      const { steps = [], size, pace } = screen;
      return html`<h1>Where we are</h1>
        ${heatMap({ steps, size, pace }, course.outline)}`;
    }
    case 'beliefs':
      return html`<h1>What we believe</h1>
        <div>${beliefList(screen.beliefs ?? [], course.beliefs, BELIEFS)}</div>`;
    case 'questions': {
      const { questions = [] } = screen;
      return html`<h1>Questions</h1>
        <div>${questions.length === 0 ? 'Nobody waits for an answer.' : list(questions)}</div>`;
    }
    case 'spotlight':
      return spotlight === undefined
        ? html`<h1>No run is shared</h1>`
        : html`<h1>A run by ${spotlight.name}: ${stepName(course.outline, spotlight.step)}</h1>
            ${frame(`/replay/${spotlight.run}`, 'The shared run')}`;
    default:
      return shown satisfies never;
  }
}

/** Its choices until the instructor reveals what was answered, and then the bars. */
function poll({ poll: asked }: ScreenView): TemplateResult {
  if (asked === undefined) return html`<h1>No poll was asked yet</h1>`;
  const { text, choices, counts, open } = asked;
  return html`<h1>${text}</h1>
    ${counts === undefined ? list(choices.map((choice) => choice.text)) : pollBars({ choices, counts })}
    <p class="board-note">${open ? 'Answer on your own screen.' : 'The poll is closed.'}</p>`;
}

function list(texts: readonly string[]): TemplateResult {
  return html`<ul class="screen-choices">
    ${texts.map((text) => html`<li>${text}</li>`)}
  </ul>`;
}

function frame(src: string, title: string): TemplateResult {
  return html`<iframe src=${src} title=${title} class="screen-frame"></iframe>`;
}
