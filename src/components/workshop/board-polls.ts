/** Polls: a question of the course is put to everyone; what they said is shown when the instructor chooses. */
import { newId } from '../../browser/workshop/outbox.ts';
import type { HostView } from '../../core/workshop/views.ts';
import { count, stepName } from '../../core/workshop/words.ts';
import { element } from '../progress/dom.ts';
import type { Board } from './board.ts';
import { button, labelled, section, select } from './controls.ts';
import { during, onNews } from './live.ts';
import { pollBars } from './poll-bars.ts';

export function pollsPart({ client, course, life }: Board): HTMLElement {
  const which = questionSelect(course);
  during(life, () => {
    // The questions of the step that is led are the likely ones.
    const step = client.board.value?.lead.step;
    const likely = course.polls.findIndex((poll) => poll.step === step);
    if (likely >= 0) which.value = String(likely);
  });
  const ask = () => {
    const poll = course.polls[Number(which.value)];
    if (poll !== undefined)
      client.act({ kind: 'open-poll', poll: { id: newId(), text: poll.text, choices: poll.choices } });
  };
  const list = element('div', { className: 'board-polls' }, []);
  onNews(
    life,
    () => client.board.value?.polls ?? [],
    (polls) => list.replaceChildren(...polls.toReversed().map((poll) => pollCard(poll, client.act))),
  );
  return section('board-polls', 'Polls', [
    element('div', { className: 'board-row' }, [labelled('Question', which), button('Ask the class', ask, 'main')]),
    list,
  ]);
}

function questionSelect({ outline, polls }: Board['course']): HTMLSelectElement {
  const steps = [...new Set(polls.map(({ step }) => step))];
  return select(
    steps.map((step) => ({
      label: stepName(outline, step),
      options: polls.flatMap((poll, index) =>
        poll.step === step
          ? [{ value: String(index), text: `${poll.kind === 'prediction' ? 'Predict: ' : ''}${poll.text}` }]
          : [],
      ),
    })),
  );
}

function pollCard(
  { id, text, open, revealed, choices, counts }: HostView['polls'][number],
  act: Board['client']['act'],
): HTMLElement {
  const votes = counts.reduce((sum, each) => sum + each, 0);
  const reveal = button(revealed ? 'Hide the answers' : 'Show the answers to all', () =>
    act({ kind: 'reveal-poll', poll: id, revealed: !revealed }),
  );
  const toggle = open
    ? button('Close the poll', () => act({ kind: 'close-poll', poll: id }))
    : button('Open it again', () =>
        act({
          kind: 'open-poll',
          poll: {
            id,
            text,
            choices: choices.map(({ correct, misconception, text: words }) => ({
              text: words,
              ...(correct && { correct }),
              ...(misconception !== undefined && { misconception }),
            })),
          },
        }),
      );
  const show = button('Put it on the projector', () => act({ kind: 'show', what: 'poll' }));
  const state = `${open ? 'Open' : 'Closed'}, ${count(votes, 'answer')}, ${revealed ? 'shown to all' : 'only you see them'}.`;
  return element('article', { className: 'poll' }, [
    element('h3', {}, [text]),
    element('p', { className: 'board-note' }, [state]),
    pollBars(choices, counts),
    element('div', { className: 'board-row' }, [reveal, toggle, show]),
  ]);
}
