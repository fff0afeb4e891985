/** What the build, a page and the service worker agree on. */

/** Pages for frames, platforms and classes: they need their own server or a network anyway, so nothing of theirs is kept. */
export const NOT_KEPT = /^\/(?:embed|lms|workshop)\//;

/** Where the course is kept. */
export const CACHE = 'cluster-lab-course';

/** Said by a page whose reader wants the version that waits. */
export const TAKE_OVER = 'take over';
