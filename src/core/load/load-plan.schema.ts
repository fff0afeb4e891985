/** The plan of a load: the form's fields, an authored scenario's, and the guest's argument have this one shape. */
import { z } from 'zod';

export const loadPlanSchema = z.strictObject({
  name: z
    .string()
    .min(1)
    .max(60)
    .meta({ description: 'Names this load in result lines and checks.', examples: ['visitors'] }),
  requests: z
    .int()
    .min(1)
    .max(100_000)
    .meta({ description: 'Requests in all.', examples: [20] }),
  connections: z.int().min(1).max(500).default(1).describe('Requests in flight at once, each on its own connection.'),
  keepAlive: z
    .boolean()
    .default(false)
    .describe('Reuse connections (true) or open a new one for each request (false).'),
  path: z
    .string()
    .startsWith('/')
    .max(2_000)
    .default('/')
    .describe('`{n}` in it stands for the number of the request: 1, 2, 3, …'),
  method: z.enum(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE']).default('GET'),
  headers: z
    .record(z.string().meta({ examples: ['accept'] }), z.string().meta({ examples: ['text/html'] }))
    .default({}),
  body: z
    .string()
    .max(1_000_000)
    .optional()
    .meta({ examples: ['{"amount":1}'] }),
  paceMs: z
    .int()
    .min(0)
    .max(60_000)
    .default(0)
    .describe('Milliseconds between two sends on one connection; 0 is at once.'),
  staggerMs: z
    .int()
    .min(0)
    .max(5_000)
    .default(0)
    .describe('Milliseconds between the first sends of two connections; 0 starts all at once.'),
  cookies: z
    .boolean()
    .default(false)
    .describe(
      'Keeps the cookies that answers set and sends them back, as one browser does, also in the next such load of the run.',
    ),
  held: z
    .boolean()
    .default(false)
    .describe('Subscriptions: each request stays open until the program is done with; `requests` of them at once.'),
  timeoutMs: z
    .int()
    .min(100)
    .max(60_000)
    .default(5_000)
    .describe('Limit for one answer, stretched on a slow computer; then it counts as timed out.'),
  port: z
    .int()
    .min(1)
    .max(65_535)
    .optional()
    .meta({ description: 'Default: the port that the program listens on.', examples: [3000] }),
});

export type LoadPlan = z.output<typeof loadPlanSchema>;
