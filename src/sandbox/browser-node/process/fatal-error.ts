/** The last words of a process that an error ended, as Node prints them. */
import { realm } from './realm.ts';

export function describeFatal(error: unknown): string {
  try {
    const { inspect } = realm.require('internal/util/inspect') as { inspect: (value: unknown) => string };
    if (error instanceof Error || (typeof error === 'object' && error !== null && 'stack' in error))
      return inspect(error);
    return `Uncaught:\n${inspect(error)}\n(Use \`node --trace-uncaught ...\` to show where the exception was thrown)`;
  } catch {
    return String(error);
  }
}
