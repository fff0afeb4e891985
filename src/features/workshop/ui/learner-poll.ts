/** One poll as a learner has it: a form while it is open, and bars once the instructor shows what the class said. */
import { html, type TemplateResult } from 'lit-html';
import { onSubmit } from '../../../components/kit/on-submit.ts';
import type { PollView } from '../model/views.ts';
import { pollBars } from './poll-bars.ts';

export interface OwnPoll {
  readonly poll: PollView;
  /** Index of the own choice. */
  readonly voted: number | undefined;
  /** The server has not confirmed it. */
  readonly isOnTheWay: boolean;
  /** It was sent without one. */
  readonly isUnchosen: boolean;
}

/** @param vote sends a choice, by its index; undefined where none was chosen */
export function learnerPoll(
  { poll: { id, text, open, choices, counts }, voted, isOnTheWay, isUnchosen }: OwnPoll,
  vote: (choice: number | undefined) => void,
): TemplateResult {
  const send = onSubmit((form) => {
    const choice = new FormData(form).get(`poll-${id}`);
    vote(choice === null ? undefined : Number(choice));
  });
  const isIn = voted !== undefined;
  const arrived = 'Your answer is in. You can change it while the poll is open.';
  const said = isOnTheWay ? 'Your answer is on its way: it is not in yet.' : isIn ? arrived : '';
  return html`<form class="poll" @submit=${send}>
    <fieldset ?hidden=${!open}>
      <legend>${text}</legend>
      ${choices.map(
        (choice, index) =>
          html`<label class="poll-choice">
            <input type="radio" name="poll-${id}" value=${index} .checked=${index === voted} />
            <span>${choice.text}</span>
          </label>`,
      )}
      <div class="poll-send">
        <button class="button">${isIn ? 'Change my answer' : 'Send my answer'}</button>
        <p role="status">${isUnchosen ? 'Choose an answer first.' : said}</p>
      </div>
    </fieldset>
    <p class="poll-text" tabindex="-1" ?hidden=${open}>${text}</p>
    ${pollBars({ choices, counts, own: voted })}
  </form>`;
}
