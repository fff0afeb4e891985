/** What can go wrong with a container, each to be brought about on purpose. */
export const faults = [
  'never-answers',
  'boot-fails',
  'mount-fails',
  'slow',
  'dies',
  'no-handle-passing',
  'no-signals',
] as const;

export type Fault = (typeof faults)[number];
