/** Programs that do not do the same on In-browser Node, and why that cannot be helped. One that no longer differs fails its test. */
export const DIFFERENCES: Readonly<Record<string, string>> = {
  'child-process/generations':
    'On every engine of the course only the first process of a program may start others; that is our limit, not the browser’s.',
  'errors/inspect-iterators':
    'JavaScript cannot look into a promise or an iterator without waiting for it or using it up; V8 shows it to Node alone.',
};

/** The same of programs of the course. */
export const LESSON_DIFFERENCES: Readonly<Record<string, string>> = {};
