/** What a workspace gets once its learner works, or has time: the terminal, and errors at their line. */
export { mountTerminal } from './xterm.ts';
export { followErrors } from './run-errors.ts';
