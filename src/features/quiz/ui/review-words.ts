/** What the review says: what is due, what was done, and why there may be nothing. */
import { itemsLink } from '../model/items-link.ts';
import { dayOf } from '../model/review-schedule.ts';
import { questions } from './question-count.ts';
import type { ReviewController } from './review-controller.ts';

export interface ReviewWords {
  readonly title: string;
  readonly text: string;
  /** Where to go from here; undefined while there are questions to answer. */
  readonly link: { readonly href: string; readonly text: string } | undefined;
}

/** For one who has nothing to answer now. */
export function wordsFor({ plan, answered, missed, doneToday }: ReviewController, now: number): ReviewWords {
  const quiz = { href: '/quiz/', text: 'Take a quiz' };
  if (answered === 0) {
    const text =
      'A question comes here when you have answered it wrongly, in a lesson or in a quiz. You have answered none yet in this browser.';
    return { title: 'Nothing to review yet', text, link: quiz };
  }
  if (missed === 0) {
    const text = `You have answered ${questions(answered)}, none of them wrongly. Only what was missed comes back.`;
    return { title: 'Nothing to review', text, link: quiz };
  }
  const next = nextWords(plan.later, now);
  if (plan.beyond.length > 0) {
    const more = plan.beyond.length === 1 ? 'One more is' : `${plan.beyond.length} more are`;
    const text = `You have reviewed ${questions(doneToday)}, about five minutes' worth. ${more} due and can wait until tomorrow.`;
    return { title: 'Enough for today', text, link: undefined };
  }
  const ahead = {
    href: itemsLink(
      '/quiz/',
      plan.later.map(({ key }) => key),
    ),
    text: 'Take them now as a quiz',
  };
  if (doneToday > 0)
    return { title: 'Done for today', text: `${capital(questions(doneToday))} reviewed. ${next}`, link: ahead };
  return { title: 'Nothing is due today', text: next, link: ahead };
}

function nextWords(later: ReviewController['plan']['later'], now: number): string {
  const first = later[0];
  if (first === undefined) return '';
  const sameDay = later.filter(({ due }) => dayOf(due) === dayOf(first.due)).length;
  return `Next: ${dayWords(first.due, now)}, ${questions(sameDay)}.`;
}

/** The day in words: "tomorrow", or its weekday and date. */
export function dayWords(at: number, now: number): string {
  const tomorrow = new Date(dayOf(now));
  tomorrow.setDate(tomorrow.getDate() + 1);
  if (dayOf(at) === dayOf(now)) return 'today';
  if (dayOf(at) === tomorrow.getTime()) return 'tomorrow';
  const isThisYear = new Date(at).getFullYear() === new Date(now).getFullYear();
  return new Intl.DateTimeFormat('en-GB', {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    ...(!isThisYear && { year: 'numeric' }),
  }).format(at);
}

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
