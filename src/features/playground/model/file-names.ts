/** Names that a learner gives to files, refused with a sentence where they cannot be. */
import { isInside, MOST_FILES } from '@cluster-lab/sandbox/file-rules';
import { COURSE_FOLDER } from '../../../core/course.ts';
import type { Files } from '../../../core/lesson/step-program.ts';

/** Long enough for any path by hand, and short enough for every file system. */
const LONGEST = 200;

/** Why a file cannot be called so beside the others; undefined when it can. */
export function problemOfName(name: string, others: Files): string | undefined {
  if (name === '') return 'A file needs a name, such as server.mjs.';
  if (name.length > LONGEST) return `A name has at most ${LONGEST} characters, and this one has ${name.length}.`;
  if (!isInside(name) || /[\p{Cc}<>"|?*]/u.test(name) || name.split('/').some((part) => part.trim() !== part))
    return `“${name}” does not name a file here. Use a relative path with / between its parts, such as lib/server.mjs.`;
  if (name === COURSE_FOLDER || name.startsWith(`${COURSE_FOLDER}/`))
    return `The folder ${COURSE_FOLDER} is where the tracer lies. Choose another name.`;
  if (Object.hasOwn(others, name)) return `There is a file “${name}” already. Choose another name.`;
  const paths = Object.keys(others);
  const folder = paths.find((path) => path.startsWith(`${name}/`));
  if (folder !== undefined) return `“${name}” is a folder already: “${folder}” lies in it. Choose another name.`;
  const file = paths.find((path) => name.startsWith(`${path}/`));
  if (file !== undefined) return `“${file}” is a file, so nothing can lie in it. Choose another name.`;
  if (paths.length >= MOST_FILES) return `A playground holds at most ${MOST_FILES} files. Delete one first.`;
  return undefined;
}
