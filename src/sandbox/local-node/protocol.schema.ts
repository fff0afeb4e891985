/** What a page may ask of the host, parsed there before anything is done. One WebSocket is one sandbox. */
import { z } from 'zod';
import type { ClientMessage } from '@cluster-lab/sandbox/remote/protocol';

const files = z.record(z.string(), z.string());
/** The host numbers the programs of a sandbox from 1. */
const program = z.int().min(1);

/** Answered by a message with the same `id`. */
const request = { id: z.int().min(0) };

export const clientMessageSchema: z.ZodType<ClientMessage> = z.discriminatedUnion('do', [
  z.strictObject({ do: z.literal('mount'), ...request, files }),
  z.strictObject({ do: z.literal('read'), ...request, path: z.string() }),
  z.strictObject({ do: z.literal('write'), ...request, path: z.string(), text: z.string() }),
  z.strictObject({
    do: z.literal('spawn'),
    ...request,
    command: z.string(),
    args: z.array(z.string()).max(1_000),
    env: z.record(z.string(), z.string()),
  }),
  z.strictObject({
    do: z.literal('kill'),
    ...request,
    program,
    signal: z.enum(['SIGTERM', 'SIGKILL', 'SIGINT', 'SIGUSR2', 'SIGSTOP', 'SIGCONT']),
    target: z.union([z.literal('process'), z.literal('group'), z.int().min(1)]),
  }),
  z.strictObject({ do: z.literal('stop'), ...request, program }),
  z.strictObject({ do: z.literal('inspect'), ...request, program }),
  z.strictObject({ do: z.literal('input'), program, text: z.string() }),
  z.strictObject({ do: z.literal('end-input'), program }),
  /** The page has read so many bytes of output, so that the host may send as many more. */
  z.strictObject({ do: z.literal('consumed'), program, bytes: z.int().min(0) }),
]);
