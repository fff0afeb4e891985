/** `npm start -- --workshop`: what may stand after it. */
import { parseArgs } from 'node:util';

export interface CommandLine {
  readonly workshop: boolean;
  /** The folder of the database. */
  readonly data: string;
  /** Another workshop beside those that are there. */
  readonly isNew: boolean;
  readonly title: string;
  /** Processes that serve; more than one share workshops through Redis. */
  readonly workers: number;
  /** Node on this computer runs programs of pages opened on it, though others reach the server. */
  readonly programs: boolean;
}

const MOST_WORKERS = 64;

const USAGE =
  'npm start -- [--programs] [--workshop] [--title "My class"] [--new] [--data folder] [--workers 2] [--rebuild]\n  --programs Node on this computer runs the programs of pages opened on it, though others reach the server\n  --new    makes another workshop, when the folder holds one already\n  --data   where workshops are kept; .workshops when left out; not used with REDIS_URL\n  --workers how many processes serve, with REDIS_URL\n  --rebuild builds the site anew, changed or not';

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
    const title = values.title.trim().slice(0, 100);
    return {
      workshop: values.workshop,
      data: values.data,
      isNew: values.new,
      title: title === '' ? 'Workshop' : title,
      workers,
      programs: values.programs,
    };
  } catch (error) {
    console.error(`${(error as Error).message}\n\n${USAGE}`);
    process.exit(1);
  }
}
