/** An answer in words, for one who looks back at it. */
import type { Given } from './grade.ts';
import type { Question } from './quiz.schema.ts';

export function describeGiven(question: Question, given: Given): string {
  switch (given.by) {
    case 'options': {
      const options = 'options' in question ? question.options : [];
      return given.picked.map((index) => options[index]?.text ?? '').join('; ');
    }
    case 'order': {
      const items = 'items' in question ? question.items : [];
      return given.order.map((index, place) => `${place + 1}. ${items[index]?.text ?? ''}`).join('; ');
    }
    case 'text':
      return given.text.trim();
    default:
      return given satisfies never;
  }
}
