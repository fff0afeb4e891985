/** A learner's record as a file: written by one browser, read by another, believed by neither. */
import { isRecord } from '../../../core/is-record.ts';
import { parseProgress } from './parse.ts';
import type { Progress } from './progress.ts';

const FORMAT = 'cluster-lab-progress';
const FILE_VERSION = 1;

export interface LearnerRecord {
  readonly progress: Progress;
  /** Answers, code and the like, as their own stores keep them: each of these checks them when it reads them. */
  readonly kept: Readonly<Record<string, string>>;
}

export function toFile({ progress, kept }: LearnerRecord, savedAt: Date): string {
  return JSON.stringify(
    { format: FORMAT, version: FILE_VERSION, savedAt: savedAt.toISOString(), progress, kept },
    null,
    1,
  );
}

export type FileReading =
  | { readonly record: LearnerRecord; readonly savedAt: Date | undefined }
  /** A sentence: what is wrong with the file, and what to do. */
  | { readonly problem: string };

/** @param mayKeep whether a key is one that a record may bring */
export function fromFile(text: string, mayKeep: (key: string) => boolean): FileReading {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return {
      problem: 'This file cannot be read: it is not JSON, or it was cut off. Choose a file that this page has saved.',
    };
  }
  if (!isRecord(value) || value['format'] !== FORMAT) {
    return { problem: 'This file is not from Cluster Lab. Choose a file that this page has saved.' };
  }
  if (value['version'] !== FILE_VERSION) {
    return {
      problem: `This file was saved by another version of Cluster Lab (${String(value['version']).slice(0, 20)}), which this one cannot read.`,
    };
  }
  const progress = parseProgress(value['progress']);
  if (progress === undefined) {
    return { problem: 'This file is from Cluster Lab, but its progress is damaged. Choose an older copy.' };
  }
  const kept = Object.entries(isRecord(value['kept']) ? value['kept'] : {}).filter(
    (entry): entry is [string, string] => typeof entry[1] === 'string' && mayKeep(entry[0]),
  );
  const savedAt = new Date(String(value['savedAt']));
  return {
    record: { progress, kept: Object.fromEntries(kept) },
    savedAt: Number.isNaN(savedAt.getTime()) ? undefined : savedAt,
  };
}
