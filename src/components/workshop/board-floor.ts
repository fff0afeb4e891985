/** What learners want of the instructor: their questions. */
import { element } from '../progress/dom.ts';
import type { Board } from './board.ts';
import { button, section } from './controls.ts';
import { onNews } from './live.ts';

export function questionsPart({ client, life }: Board): HTMLElement {
  const list = element('ul', { className: 'board-questions' }, []);
  const none = element('p', { className: 'board-note' }, ['Nobody waits for an answer.']);
  onNews(
    life,
    () => client.board.value?.questions ?? [],
    (questions) => {
      none.hidden = questions.length > 0;
      list.replaceChildren(
        ...questions.map(({ id, name, text }) =>
          element('li', {}, [
            element('p', {}, [element('strong', {}, [`${name}: `]), text]),
            button('Answered', () => client.act({ kind: 'settle-question', question: id })),
          ]),
        ),
      );
    },
  );
  return section('board-questions', 'Questions', [none, list]);
}
