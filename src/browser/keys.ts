/**
 * Everything that this site keeps in a browser: what each text is called, and its shape. Learners' work is found again by these
 * names, so none may change. Scripts that run before the first paint get them from here too, by `define:vars`.
 */

declare const isKey: unique symbol;
/** Made in this file alone; storage.ts reads them back. */
export type StoredKey = string & { readonly [isKey]: true };

/** Keys that begin alike, one for each name. */
export interface KeyFamily {
  of(name: string): StoredKey;
  has(key: string): key is StoredKey;
  /** What `of` was given. */
  nameOf(key: StoredKey): string;
}

/** Begins all of them: other sites may share the origin. */
export const SITE = 'cluster-lab:';

/** As `localStorage` has it, for scripts that cannot wait for storage.ts. */
export const wholeName = (key: StoredKey): string => SITE + key;

// What a reader likes.
/** `system`, `light` or `dark`. */
export const THEME = 'theme' as StoredKey;
/** JSON: custom properties of the root element, and their values (workspace-layout.ts). */
export const LAYOUT = 'layout' as StoredKey;
/** `yes` or `no`: whether keys without Ctrl or Alt do something. */
export const SINGLE_KEYS = 'single-keys' as StoredKey;
/** The name of a way through lessons (features/lesson/ui/ModeSelect.astro). */
export const MODE = 'mode' as StoredKey;
/** The name of the engine that was chosen (components/workspace/engines.ts). */
export const ENGINE = 'engine' as StoredKey;
/** `yes` or `no`: whether what answers a step's question is never folded. */
export const SHOWS_ANSWERS = 'shows-answers' as StoredKey;

// What a learner has done: saved, brought back and forgotten as one record (features/progress/client/learner-record.ts).
/** JSON: `Progress` of features/progress/model/progress.ts. */
export const PROGRESS = 'progress' as StoredKey;
/** By question. JSON: version 2, and an `Answer` of features/progress/client/answers-store.ts. */
export const ANSWERS = family('answer:');
/** By question. JSON: version 1, and what features/quiz/client/review-store.ts keeps of its reviews. */
export const REVIEWS = family('review:');
/** By page of quizzes. JSON: version 1, and the self-check under way (features/quiz/client/run-store.ts). */
export const QUIZ_RUNS = family('quiz-run:');
/** All code, by where it belongs. */
export const CODE = family('edits:');
/** JSON: version 1, when it was written, and the edited files (edits-store.ts). */
export const editsOf = (step: string): StoredKey => CODE.of(step);
/** JSON: version 1, and a list of `AsideTexts` (edits-store.ts). */
export const asideOf = (step: string): StoredKey => CODE.of(`${step}:aside`);
/** JSON: version 1, and a `KeptPlayground` of features/playground/client/playground-store.ts. */
export const PLAYGROUND = 'edits:playground' as StoredKey;
/** JSON: version 1, and a list of `EarlierPlayground`, from the same file. */
export const PLAYGROUND_EARLIER = 'edits:playground-earlier' as StoredKey;

// Workshops.
/** What the last one that was joined knows its learner by. */
export const WORKSHOP_TOKEN = 'workshop-token' as StoredKey;
/** Tokens with spaces between them: of workshops that do not know yet that their learner left. */
export const WORKSHOP_LEAVING = 'workshop-leaving' as StoredKey;
/** 48 hexadecimal digits. */
export const WORKSHOP_DEVICE = 'workshop-device' as StoredKey;
/** As a learner last gave it. */
export const WORKSHOP_NAME = 'workshop-name' as StoredKey;
/** `yes` or `no`. */
export const WORKSHOP_GO_ALONG = 'workshop-go-along' as StoredKey;
/** By id. JSON: a `HostedWorkshop` of features/workshop/client/hosted-workshops.ts. */
export const WORKSHOPS_MADE = family('workshop-made:');
/** Of a member, by the report's id. JSON: a `Report` of features/workshop/model/protocol.schema.ts. */
export const unsentOf = (member: string): KeyFamily => family(`workshop-unsent:${member}:`);

// What this browser can do.
/** By version of WebContainer's client. JSON: a `ProbeReport` of src/sandbox/webcontainer. */
export const CONTAINER_REPORTS = family('webcontainer:');
/** Gone again at once. */
export const PROBE = 'probe' as StoredKey;

/* @__NO_SIDE_EFFECTS__ */
function family(prefix: string): KeyFamily {
  return {
    of: (name) => (prefix + name) as StoredKey,
    has: (key): key is StoredKey => key.startsWith(prefix),
    nameOf: (key) => key.slice(prefix.length),
  };
}
