/** The step that demonstrates an entry of the course's catalogues. */
import { z } from 'zod';

export const shownBySchema = z
  .string()
  .regex(/^[a-z0-9-]+\/[a-z0-9-]+$/, 'A step, as lesson/step.')
  .meta({ description: 'A step that shows it: <lesson>/<step>.', examples: ['cluster-basics/fork'] });

/** What shows it at every run of our tests, where the words are easily got wrong. */
export const experimentsSchema = z
  .array(z.string().meta({ examples: ['refused-connections-move-on'] }))
  .optional()
  .describe('Experiments in tests/claims that show what the words say.');
