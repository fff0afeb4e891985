/** The step that demonstrates an entry of the course's catalogues. */
import { z } from 'zod';

export const shownBySchema = z
  .string()
  .regex(/^[a-z0-9-]+\/[a-z0-9-]+$/, 'A step, as lesson/step.')
  .meta({ description: 'A step that shows it: <lesson>/<step>.', examples: ['cluster-basics/fork'] });
