/** How the guard says no: an error with a sentence, whose stack begins at the learner's call. */
import { captureStackTrace, defineProperty, Error, setPrototype } from './primordials.ts';

/** @param hidden the function of the guard at which the stack ends */
export function refusal(
  message: string,
  hidden: (...given: never[]) => unknown,
  code = 'ERR_CLUSTER_LAB_LIMIT',
): Error {
  const error = new Error(`Cluster Lab: ${message}`);
  captureStackTrace(error, hidden);
  replace(error, 'code', code);
  return error;
}

/** A property of its own, whatever a prototype has of that name. */
export function replace(owner: object, name: PropertyKey, value: unknown): void {
  defineProperty(owner, name, setPrototype({ value, enumerable: true, configurable: true, writable: true }, null));
}
