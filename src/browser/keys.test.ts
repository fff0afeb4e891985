import { expect, test } from 'vitest';
import * as keys from './keys.ts';

test('what browsers have kept by now is found again: no key is called otherwise than it was', () => {
  const names = Object.values(keys).flatMap((each) =>
    typeof each === 'string' ? each : typeof each === 'object' ? each.of('name') : [],
  );
  const made = [keys.editsOf('step'), keys.asideOf('step'), keys.unsentOf('member').of('id')];
  expect([...names, ...made].toSorted()).toEqual([
    'answer:name',
    'cluster-lab:',
    'edits:name',
    'edits:playground',
    'edits:playground-earlier',
    'edits:step',
    'edits:step:aside',
    'engine',
    'layout',
    'mode',
    'probe',
    'progress',
    'quiz-run:name',
    'review:name',
    'shows-answers',
    'single-keys',
    'theme',
    'webcontainer:name',
    'workshop-device',
    'workshop-go-along',
    'workshop-leaving',
    'workshop-made:name',
    'workshop-name',
    'workshop-token',
    'workshop-unsent:member:id',
  ]);
});
