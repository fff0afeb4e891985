/** The place of the course's own programs inside a sandbox. */
import type { FileMap } from '@cluster-lab/sandbox';
import { COURSE_FOLDER } from '../core/course.ts';

/** Bundled texts of src/guest, handed in by the page (virtual modules) or by a test. */
export interface GuestTexts {
  readonly tracer: string;
  readonly loadGenerator: string;
}

const FILE = {
  tracer: `${COURSE_FOLDER}/tracer.mjs`,
  'load-generator': `${COURSE_FOLDER}/load-generator.mjs`,
} as const;

/** The learner's files with the guests beside them, ready to mount. */
export function withGuests(files: FileMap, guests: GuestTexts): FileMap {
  return { ...files, [FILE.tracer]: guests.tracer, [FILE['load-generator']]: guests.loadGenerator };
}

/** A guest's file URL, which stays right when the program changes its working folder. */
export function guestPath(workdir: string, guest: keyof typeof FILE): string {
  const folder = workdir.replaceAll('\\', '/').replace(/^(?!\/)/, '/');
  return `file://${folder.split('/').map(encodeURIComponent).join('/').replaceAll('%3A', ':')}/${FILE[guest]}`;
}

/** A guest's path relative to the working folder. */
export function guestFile(guest: keyof typeof FILE): string {
  return FILE[guest];
}
