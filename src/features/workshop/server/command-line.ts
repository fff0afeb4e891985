/** `npm start -- --workshop`: what may stand after it. */
import { parseArgs } from 'node:util';
import { WORKSHOP_LIMITS } from '../model/limits.ts';

export interface CommandLine {
  readonly workshop: boolean;
  /** The folder of the database. */
  readonly data: string;
  /** Another workshop beside those that are there. */
  readonly isNew: boolean;
  readonly title: string;
  /** How many each workshop lets in; undefined leaves those that there are as they are. */
  readonly most: number | undefined;
  /** Processes that serve; more than one share workshops through Redis. */
  readonly workers: number;
  /** Node on this computer runs programs of pages opened on it, though others reach the server. */
  readonly programs: boolean;
}

const MOST_WORKERS = 64;

const USAGE =
  'npm start -- [--programs] [--workshop] [--title "My class"] [--new] [--data folder] [--most 2000] [--workers 2] [--rebuild]\n  --programs Node on this computer runs the programs of pages opened on it, though others reach the server\n  --new    makes another workshop, when the folder holds one already\n  --data   where workshops are kept; .workshops when left out; not used with REDIS_URL\n  --most   how many learners each workshop lets in; 500 when left out\n  --workers how many processes serve, with REDIS_URL\n  --rebuild builds the site anew, changed or not';

/** Ends the program with a sentence when it is asked for what it does not know. */
export function readCommandLine(args: readonly string[]): CommandLine {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        workshop: { type: 'boolean', default: false },
        new: { type: 'boolean', default: false },
        title: { type: 'string', default: 'Workshop' },
        data: { type: 'string', default: '.workshops' },
        most: { type: 'string' },
        workers: { type: 'string', default: '1' },
        programs: { type: 'boolean', default: false },
      },
    });
    const workers = Number(values.workers);
    if (!Number.isInteger(workers) || workers < 1 || workers > MOST_WORKERS) {
      throw new Error(`--workers takes a number from 1 to ${MOST_WORKERS}, not "${values.workers}".`);
    }
    // A token is one server's own.
    if (values.programs && workers > 1)
      throw new Error('Several workers run no programs: leave out --programs or --workers.');
    const most = values.most === undefined ? undefined : Number(values.most);
    if (most !== undefined && (!Number.isInteger(most) || most < 1 || most > WORKSHOP_LIMITS.members)) {
      throw new Error(`--most takes a number from 1 to ${WORKSHOP_LIMITS.members}, not "${values.most}".`);
    }
    const title = values.title.trim().slice(0, 100);
    return {
      workshop: values.workshop,
      data: values.data,
      isNew: values.new,
      title: title === '' ? 'Workshop' : title,
      ...{ most, workers },
      programs: values.programs,
    };
  } catch (error) {
    console.error(`${(error as Error).message}\n\n${USAGE}`);
    process.exit(1);
  }
}
