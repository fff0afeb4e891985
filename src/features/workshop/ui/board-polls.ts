/** Polls: a question of the course, or one of the instructor's own, is put to everyone; what they said is shown when the instructor chooses. */
import type { ReadonlySignal } from '@preact/signals-core';
import { render } from 'lit-html';
import { newId } from '../client/outbox.ts';
import { stepsToAsk } from '../model/course-polls.ts';
import type { PollAsked } from '../model/protocol.schema.ts';
import type { HostView } from '../model/views.ts';
import { plural } from '../../../core/plural.ts';
import { stepName } from '../model/words.ts';
import { element } from '../../../components/kit/dom.ts';
import { watch } from '../../../components/kit/watch.ts';
import type { Board } from './board.ts';
import { button, labelled, optionGroups, section, select, type ChoiceGroup } from './controls.ts';
import { keyedList } from './keyed-list.ts';
import { onNews } from './live.ts';
import { ownPollForm } from './own-poll-form.ts';
import { pollBars } from './poll-bars.ts';

type Card = HostView['polls'][number] & { readonly isOnScreen: boolean };

export function pollsPart({ client, course, signal }: Board): HTMLElement {
  const which = select([]);
  onNews(
    signal,
    () => client.board.value?.lead.step ?? null,
    // The questions of the step that is led are the likely ones.
    (step) => {
      const chosen = which.value;
      which.replaceChildren(...optionGroups(questionGroups(course, step)));
      if (chosen !== '' && !course.polls.some((poll) => poll.step === step)) which.value = chosen;
    },
  );
  const ask = ({ text, choices }: Omit<PollAsked, 'id'>) =>
    client.act({ kind: 'open-poll', poll: { id: newId(), text, choices } });
  const askChosen = () => {
    const poll = course.polls[Number(which.value)];
    if (poll !== undefined) ask(poll);
  };
  const list = element('div', { className: 'board-polls' }, []);
  keyedList({
    place: list,
    signal,
    read: () => {
      const { polls = [], pollShown = null } = client.board.value ?? {};
      return polls.toReversed().map((poll): Card => ({ ...poll, isOnScreen: poll.id === pollShown }));
    },
    keyOf: ({ id }) => id,
    make: (poll, ofCard) => pollCard(poll, client.act, ofCard),
  });
  return section('board-polls', 'Polls', [
    element('div', { className: 'board-row' }, [
      labelled('Question', which),
      button('Ask the class', askChosen, 'main'),
    ]),
    ownPollForm(ask),
    list,
  ]);
}

function questionGroups({ outline, polls }: Board['course'], led: string | null): readonly ChoiceGroup[] {
  return stepsToAsk(polls, led).map((step) => ({
    label: `${step === led ? 'You are at ' : ''}${stepName(outline, step)}`,
    options: polls.flatMap((poll, index) =>
      poll.step === step
        ? [{ value: String(index), text: `${poll.from === 'prediction' ? 'Predict: ' : ''}${poll.text}` }]
        : [],
    ),
  }));
}

function pollCard(poll: ReadonlySignal<Card>, act: Board['client']['act'], signal: AbortSignal): HTMLElement {
  const { id, text } = poll.peek();
  const state = element('p', { className: 'board-note' }, []);
  const reveal = button('', () => act({ kind: 'reveal-poll', poll: id, revealed: !poll.peek().revealed }));
  const toggle = button('', () =>
    act(poll.peek().open ? { kind: 'close-poll', poll: id } : { kind: 'open-poll', poll: askedAgain(poll.peek()) }),
  );
  const show = button('', () => act({ kind: 'show', what: 'poll', poll: id }));
  watch(signal, () => {
    const { open, revealed, counts, isOnScreen } = poll.value;
    const votes = counts.reduce((sum, each) => sum + each, 0);
    state.textContent = `${open ? 'Open' : 'Closed'}, ${plural(votes, 'answer')}, ${revealed ? 'shown to all' : 'only you see them'}.`;
    reveal.textContent = revealed ? 'Hide the answers' : open ? 'Close and show the answers' : 'Show the answers';
    toggle.textContent = open ? 'Close the poll' : 'Open it again';
    show.textContent = isOnScreen ? 'On the projector' : 'Put it on the projector';
    show.ariaPressed = String(isOnScreen);
  });
  const bars = element('div', {}, []);
  watch(signal, () => render(pollBars(poll.value), bars));
  return element('article', { className: 'poll' }, [
    element('h3', {}, [text]),
    state,
    bars,
    element('div', { className: 'board-row' }, [reveal, toggle, show]),
  ]);
}

/** It keeps its votes. */
function askedAgain({ id, text, choices }: Card): PollAsked {
  return {
    ...{ id, text },
    choices: choices.map(({ correct, misconception, text: words }) => ({
      text: words,
      ...(correct && { correct }),
      ...(misconception !== undefined && { misconception }),
    })),
  };
}
