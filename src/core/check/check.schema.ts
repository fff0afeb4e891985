/** Conditions after a step's scenario, as data in step.mdx. Each kind stands with its like in one of these files, and judges in kinds/. */
import { z } from 'zod';
import { outputChecks } from './check-output.schema.ts';
import { processChecks } from './check-processes.schema.ts';
import { requestChecks } from './check-requests.schema.ts';

export const checkSchema = z.discriminatedUnion('kind', [...outputChecks, ...processChecks, ...requestChecks]);

export type CheckSpec = z.output<typeof checkSchema>;
