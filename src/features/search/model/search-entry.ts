/** What can be found: steps, words of the glossary and questions. Of a question only what it asks: answers are not given away. Pure. */
import type { Glossary } from '../../../core/lesson/glossary.schema.ts';
import { addressOf } from '../../quiz/model/quiz-item.ts';
import { plain } from '../../../core/inline-code.ts';
import type { Question } from '../../quiz/model/quiz.schema.ts';

export interface SearchEntry {
  /** Also its address. */
  readonly id: string;
  readonly kind: 'step' | 'word' | 'question';
  readonly title: string;
  /** Where it is. */
  readonly place: string;
  readonly text: string;
}

interface Authored {
  readonly order: number;
  readonly matter: { readonly title: string };
  readonly steps: readonly {
    readonly id: string;
    readonly body: string;
    readonly matter: { readonly title: string; readonly goal: string };
    readonly quiz: readonly Question[];
  }[];
}

export function searchEntries(lessons: readonly Authored[], glossary: Glossary): readonly SearchEntry[] {
  const steps = lessons.flatMap(({ order, matter: lesson, steps: each }) =>
    each.flatMap(({ id, body, matter, quiz }, index): SearchEntry[] => {
      const place = `${order}.${index + 1} ${lesson.title}`;
      return [
        { id: addressOf(id), kind: 'step', title: matter.title, place, text: `${matter.goal} ${proseOf(body)}` },
        ...quiz.map((question): SearchEntry => ({
          id: `/quiz/?items=${id}/${question.id}`,
          kind: 'question',
          title: plain(question.question),
          place: `Question of ${order}.${index + 1} ${matter.title}`,
          text: '',
        })),
      ];
    }),
  );
  const words = Object.entries(glossary).map(([id, { term, words: text }]): SearchEntry => {
    return { id: `/glossary/#${id}`, kind: 'word', title: term, place: 'Glossary', text: plain(text) };
  });
  return [...words, ...steps];
}

/** The words of MDX, without marks, drawings, code blocks and sources. */
export function proseOf(mdx: string): string {
  return mdx
    .replaceAll(/```[\s\S]*?```/g, ' ')
    .replaceAll(/<svg[\s\S]*?<\/svg>/g, ' ')
    .replaceAll(/<[^>]*>/g, ' ')
    .replaceAll(/^\[\^[^\]]*\]:.*$|\[\^[^\]]*\]/gm, '')
    .replaceAll(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replaceAll(/[*_`#>]/g, '')
    .replaceAll(/\s+/g, ' ')
    .trim();
}
