/** The bounds of a workshop, each with its reason: what one learner can make a server keep stays small. */

export const WORKSHOP_LIMITS = {
  /** Characters of a chosen name: fits a row of the roster. */
  name: 40,
  /** Characters of a question to the instructor. */
  question: 400,
  /** Characters of what was answered, as words. */
  given: 300,
  /** Characters of a shared run, packed as a run's link is. */
  run: 60_000,
  /** Misconceptions behind one question. */
  beliefs: 12,
  /** Of a poll: what a projector shows in large type. */
  choices: 6,
  /** Characters of a poll's question or choice. */
  pollText: 300,
  /** Members of one workshop, unless its host raises that: a large class. */
  membersAtFirst: 500,
  /** The most that a host may raise it to: the goal of the load program, and some. */
  members: 2_500,
  /** Reports of one member: a whole course leaves some hundreds. */
  reports: 3_000,
  /** Questions that wait for an answer, of one member. */
  openQuestions: 5,
  /** Answered questions that one member still sees. */
  answeredQuestions: 3,
  polls: 200,
  /** Steps of the course that one member may have worked at: several times the course. */
  steps: 100,
  answers: 400,
  /** Milliseconds of the longest timer: three hours. */
  timer: 10_800_000,
  /** Bytes of a message to the server: a shared run and some. */
  message: 65_536,
} as const;
