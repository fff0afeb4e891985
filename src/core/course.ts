/** The course's names where programs run: in their folder and in their output. */

/** The folder of the course's own programs, beside a learner's files. */
export const COURSE_FOLDER = '.cluster-lab';

/** The sender of notices. */
export const COURSE_NAME = 'Cluster Lab';
