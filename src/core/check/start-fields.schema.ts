/** A program's arguments and environment, wherever an author writes them. */
import { z } from 'zod';

export const args = z
  .array(z.string().meta({ examples: ['--quiet'] }))
  .meta({ description: 'What follows the file on the command line.' });
export const env = z
  .record(z.string().meta({ examples: ['WORKERS'] }), z.string().meta({ examples: ['4'] }))
  .default({})
  .meta({ description: 'Variables of the environment.' });
