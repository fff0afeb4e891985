/** What a page and the service worker call things. */

/** Where the course is kept. */
export const CACHE = 'cluster-lab-course';

/** Said by a page whose reader wants the version that waits. */
export const TAKE_OVER = 'take over';
