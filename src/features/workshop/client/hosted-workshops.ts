/** The workshops that were made in this browser, with what opens their boards: nobody else has that address. */
import { isRecord } from '../../../core/is-record.ts';
import { WORKSHOPS_MADE } from '../../../browser/keys.ts';
import { isTime, parseWith } from '../../../browser/parse.ts';
import type { Storage } from '../../../browser/storage.ts';

export interface HostedWorkshop {
  readonly title: string;
  readonly code: string;
  /** The host's secret, whose first part is the workshop's id. */
  readonly host: string;
  /** Milliseconds of the wall clock. */
  readonly at: number;
}

/** One key for each, so that tabs do not overwrite what another one keeps. */
const keyOf = (host: string) => WORKSHOPS_MADE.of(host.split('.')[0] ?? '');

/** The newest first. */
export function hostedWorkshops(storage: Storage): readonly HostedWorkshop[] {
  return storage
    .keys()
    .filter((key) => WORKSHOPS_MADE.has(key))
    .flatMap((key) => parseWith(isMade, storage.get(key)) ?? [])
    .toSorted((one, other) => other.at - one.at);
}

/** The one that this secret, or an earlier one of the same workshop, opens. */
export function hostedWorkshop(storage: Storage, host: string): HostedWorkshop | undefined {
  return parseWith(isMade, storage.get(keyOf(host)));
}

/** Takes the place of what was remembered of the same workshop. @returns false when the browser will not have it later */
export function rememberHosted(storage: Storage, made: HostedWorkshop): boolean {
  return storage.set(keyOf(made.host), JSON.stringify(made)) && storage.isLasting;
}

export function forgetHosted(storage: Storage, { host }: HostedWorkshop): void {
  storage.delete(keyOf(host));
}

function isMade(value: unknown): value is HostedWorkshop {
  if (!isRecord(value)) return false;
  const { title, code, host, at } = value;
  return [title, code, host].every((each) => typeof each === 'string') && isTime(at);
}
