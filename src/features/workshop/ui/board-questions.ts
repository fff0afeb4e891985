/** What learners want of the instructor: their questions. */
import { element } from '../../../components/kit/dom.ts';
import { watch } from '../../../components/kit/watch.ts';
import type { Board } from './board.ts';
import { button, section } from './controls.ts';
import { keyedList } from './keyed-list.ts';

export function questionsPart({ client, signal }: Board): HTMLElement {
  const list = element('ul', { className: 'board-questions' }, []);
  const none = element('p', { className: 'board-note' }, ['Nobody waits for an answer.']);
  const questions = () => client.board.value?.questions ?? [];
  watch(signal, () => (none.hidden = questions().length > 0));
  keyedList({
    place: list,
    signal,
    read: questions,
    // A name may change while a question waits.
    keyOf: ({ id, name }) => `${id} ${name}`,
    make: (asked) => {
      const { id, name, text } = asked.peek();
      return element('li', {}, [
        element('p', {}, [element('strong', {}, [`${name}: `]), text]),
        button('Answered', () => client.act({ kind: 'settle-question', question: id })),
      ]);
    },
  });
  return section('board-questions', 'Questions', [none, list]);
}
