/** What the site can be linked to and framed by, with the words that others show of it. */
import type { Linked } from '../features/embed/model/oembed.ts';
import type { Course, CourseStep } from './read-course.ts';

export interface LinkedPage {
  readonly what: Linked;
  readonly title: string;
  /** Where in the course it is: “Lesson 3: Cluster basics”. */
  readonly place: string;
  /** Its words in a sentence or two. */
  readonly words: string;
  /** The step that it is of; undefined for a quiz. */
  readonly step?: CourseStep;
}

export function linkedPages({ lessons }: Pick<Course, 'lessons'>): LinkedPage[] {
  const steps = lessons.flatMap(({ slug: lesson, order, matter, steps }) =>
    steps.map((step): LinkedPage => ({
      what: { kind: 'step', lesson, step: step.slug },
      title: step.matter.title,
      place: `Lesson ${order}: ${matter.title}`,
      words: matter.summary,
      step,
    })),
  );
  const quizzes = lessons.map(({ slug, order, matter, steps }): LinkedPage => {
    const [question] = steps.flatMap(({ quiz }) => quiz);
    return {
      what: { kind: 'quiz', lesson: slug },
      title: `Quiz: ${matter.title}`,
      place: `Lesson ${order}`,
      words: question?.question ?? matter.summary,
    };
  });
  const whole: LinkedPage = {
    what: { kind: 'quiz', lesson: 'course' },
    title: 'Quiz: the whole course',
    place: `${lessons.length} lessons`,
    words: 'Each wrong answer shows the belief behind it and the experiment that refutes it.',
  };
  return [...steps, ...quizzes, whole];
}
