/** An answer as the Experience API describes interactions (IEEE 9274.1.1, annex C). */
import type { Given } from '../../quiz/model/grade.ts';
import { plain } from '../../../core/inline-code.ts';
import { interactionTypeOf, type InteractionType } from '../../quiz/model/interaction-type.ts';
import type { Question } from '../../quiz/model/quiz.schema.ts';

interface Component {
  readonly id: string;
  readonly description: { readonly en: string };
}

export interface Interaction {
  /** Ids of what was chosen, joined by `[,]`, or the text. */
  readonly response: string;
  readonly definition: {
    readonly type: 'http://adlnet.gov/expapi/activities/cmi.interaction';
    readonly interactionType: InteractionType;
    readonly description: { readonly en: string };
    readonly choices?: readonly Component[];
  };
}

export function interactionOf(question: Question, given: Given): Interaction {
  const parts = 'options' in question ? question.options : 'items' in question ? question.items : undefined;
  return {
    response: given.by === 'text' ? given.text : (given.by === 'options' ? given.picked : given.order).join('[,]'),
    definition: {
      type: 'http://adlnet.gov/expapi/activities/cmi.interaction',
      interactionType: interactionTypeOf(question),
      description: { en: plain(question.question) },
      ...(parts && {
        choices: parts.map(({ text }, index) => ({ id: String(index), description: { en: plain(text) } })),
      }),
    },
  };
}
