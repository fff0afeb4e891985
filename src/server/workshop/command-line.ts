/** `npm start -- --workshop`: what may stand after it. */
import { parseArgs } from 'node:util';

export interface CommandLine {
  readonly workshop: boolean;
  /** The folder of the database. */
  readonly data: string;
  /** Another workshop beside those that are there. */
  readonly isNew: boolean;
  readonly title: string;
}

const USAGE =
  'npm start -- --workshop [--title "My class"] [--new] [--data folder]\n  --new    makes another workshop, when the folder holds one already\n  --data   where workshops are kept; .workshops when left out';

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
      },
    });
    const title = values.title.trim().slice(0, 100);
    return {
      workshop: values.workshop,
      data: values.data,
      isNew: values.new,
      title: title === '' ? 'Workshop' : title,
    };
  } catch (error) {
    console.error(`${(error as Error).message}\n\n${USAGE}`);
    process.exit(1);
  }
}
