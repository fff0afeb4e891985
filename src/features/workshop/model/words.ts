/** What the pages of a workshop say of steps and times. Pure. */
import type { CourseOutline } from '../../progress/model/outline.ts';

/** “3.2 One port, who holds it?”; the id itself for a step that this page's course does not have. */
export function stepName({ lessons }: CourseOutline, id: string): string {
  for (const { order, steps } of lessons) {
    const index = steps.findIndex((step) => step.id === id);
    const step = steps[index];
    if (step !== undefined) return `${order}.${index + 1} ${step.title}`;
  }
  return id;
}

/** @param milliseconds left; below zero it is over. “4:05” */
export function timeLeft(milliseconds: number): string {
  const seconds = Math.max(0, Math.ceil(milliseconds / 1_000));
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}
