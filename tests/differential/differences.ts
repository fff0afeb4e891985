/** Programs that do not do the same on In-browser Node, and why that cannot be helped. One that no longer differs fails its test. */
export const DIFFERENCES: Readonly<Record<string, string>> = {
  'errors/inspect-iterators':
    'JavaScript cannot look into a promise without waiting for it, nor into a weak collection; V8 shows it to Node alone.',
};

const NO_PROC = 'It reads /proc, which no browser has; the page shows the recorded run.';
const KERNEL = 'It looks at sockets through /proc, and lets the kernel share a port; the page shows the recorded run.';

/** The same of programs of the course. */
export const LESSON_DIFFERENCES: Readonly<Record<string, string>> = {
  'single-process/not-one-thread-either: main.mjs as it starts': NO_PROC,
  'single-process/not-one-thread-either: main.mjs as solved': NO_PROC,
  'load-balancing/kernel: rr.mjs as it starts': KERNEL,
  'load-balancing/kernel: rr.mjs as solved': KERNEL,
  'load-balancing/kernel: none.mjs as it starts': KERNEL,
  'load-balancing/kernel: none.mjs as solved': KERNEL,
  'load-balancing/kernel: reuse-port.mjs as it starts': KERNEL,
  'load-balancing/kernel: reuse-port.mjs as solved': KERNEL,
};

const STORM =
  'It starts processes for as long as it runs: how far it comes is a matter of time. Its checks judge it (steps.spec.ts).';

/** Programs of the course that show something else each time, on real Node too. */
export const NOT_COMPARED: Readonly<Record<string, string>> = {
  'primary-and-workers/not-too-eagerly: main.mjs as it starts': STORM,
  'primary-and-workers/not-too-eagerly: main.mjs as solved': STORM,
  'internals-and-pitfalls/cost-of-a-crash: main.mjs as it starts':
    'Its own client meets a worker that hangs, and so may the load: which visitor does is a matter of time.',
  'internals-and-pitfalls/cost-of-a-crash: main.mjs as solved':
    'Its own client gives up after a time, and what is compared may end before or after. Its checks judge it (steps.spec.ts).',
  'why-multi-core/more-than-cores: main.mjs as solved':
    'It measures for as long as its computer needs, and forks as it goes: how far it comes is a matter of time. Its checks judge it (steps.spec.ts).',
  'load-balancing/round-robin: main.mjs as it starts':
    'Its fetch opens one connection or two, on real Node too. Its checks judge it (steps.spec.ts).',
  'primary-and-workers/alive-but-hung: main.mjs as solved':
    'Its workers send a sign of life now and then: whether one falls into what is compared is a matter of time.',
  'internals-and-pitfalls/mini-cluster: main.mjs as it starts':
    'Which of its children listens first is open, and the load goes to that one. Its checks judge it (steps.spec.ts).',
};
