/**
 * What a learner did, in the shape of an xAPI statement (the Experience API, IEEE 9274.1.1): who did it is not in it. A host
 * that knows its learner puts its own `actor` there before it sends the statement on.
 */
import type { Given } from '../../quiz/model/grade.ts';
import { interactionTypeOf, type InteractionType } from '../../quiz/model/interaction-type.ts';
import type { Question } from '../../quiz/model/quiz.schema.ts';

export interface Statement {
  /** Names nobody. */
  readonly actor: {
    readonly objectType: 'Agent';
    readonly account: { readonly homePage: string; readonly name: 'anonymous' };
  };
  readonly verb: { readonly id: string; readonly display: { readonly en: string } };
  readonly object: {
    readonly objectType: 'Activity';
    /** The full lesson's address with the step's or question's fragment. */
    readonly id: string;
    readonly definition: {
      readonly type: string;
      readonly name: { readonly en: string };
      readonly interactionType?: InteractionType;
    };
  };
  readonly result: { readonly success: boolean; readonly completion?: boolean; readonly response?: string };
  /** ISO 8601. */
  readonly timestamp: string;
}

const VERBS = 'http://adlnet.gov/expapi/verbs';
const ACTIVITIES = 'http://adlnet.gov/expapi/activities';

export interface Activity {
  /** The site's origin, and the address within it, absolute. */
  readonly site: string;
  readonly url: string;
  readonly title: string;
}

/** @param at milliseconds since the epoch */
export function answeredStatement(
  activity: Activity,
  question: Question,
  given: Given,
  success: boolean,
  at: number,
): Statement {
  return statement('answered', activity, at, {
    definition: { type: `${ACTIVITIES}/cmi.interaction`, interactionType: interactionTypeOf(question) },
    result: { success, response: responseOf(given) },
  });
}

/** All checks of a step passed. */
export function passedStatement(activity: Activity, at: number): Statement {
  return statement('passed', activity, at, {
    definition: { type: `${ACTIVITIES}/lesson` },
    result: { success: true, completion: true },
  });
}

function statement(
  verb: string,
  { site, url, title }: Activity,
  at: number,
  { definition, result }: { definition: Omit<Statement['object']['definition'], 'name'>; result: Statement['result'] },
): Statement {
  return {
    actor: { objectType: 'Agent', account: { homePage: site, name: 'anonymous' } },
    verb: { id: `${VERBS}/${verb}`, display: { en: verb } },
    object: { objectType: 'Activity', id: url, definition: { name: { en: title }, ...definition } },
    result,
    timestamp: new Date(at).toISOString(),
  };
}

/** Several parts are joined by `[,]`, as the standard says. */
function responseOf(given: Given): string {
  if (given.by === 'text') return given.text;
  return (given.by === 'options' ? given.picked : given.order).join('[,]');
}
