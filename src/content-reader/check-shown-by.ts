/** Looks for entries of a catalogue whose `shownBy` names no step. */
import type { Problem } from './problem.ts';
import { unknownNames } from './unknown-names.ts';
import type { YamlSource } from './yaml-source.ts';

/** @param steps ids of the course's steps */
export function checkShownBy(source: YamlSource, steps: readonly string[]): readonly Problem[] {
  return unknownNames(source.file, source.texts('*', 'shownBy'), steps, {
    expected: 'shownBy to name a step',
    fix: 'Name a step that is there: <lesson>/<step>.',
  });
}
