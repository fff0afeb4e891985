/** What the course is called where programs run: in their folder and in their output. */

/** Where the course's own programs lie beside a learner's files. */
export const COURSE_FOLDER = '.cluster-lab';

/** Who speaks in a notice. */
export const COURSE_NAME = 'Cluster Lab';
