/** A program's environment as a learner writes it: one NAME=value a line. */
import type { Outcome } from '../../../core/outcome.ts';

type Environment = Readonly<Record<string, string>>;

export const isVariableName = (name: string) => /^[A-Za-z_]\w*$/.test(name);

export function parseEnvironment(text: string): Outcome<Environment> {
  const variables = new Map<string, string>();
  for (const [index, line] of text.split(/\r?\n/).entries()) {
    if (line.trim() === '') continue;
    const at = line.indexOf('=');
    const name = line.slice(0, at).trim();
    if (at < 0 || !isVariableName(name))
      return {
        ok: false,
        message: `Line ${index + 1} of the environment is not NAME=value. A name has letters, digits and _, and begins with no digit.`,
      };
    variables.set(name, line.slice(at + 1));
  }
  return { ok: true, value: Object.fromEntries(variables) };
}

/** A value with a line break in it cannot be written in this form, and is shown with a space instead. */
export function formatEnvironment(env: Environment): string {
  return Object.entries(env)
    .map(([name, value]) => `${name}=${value.replaceAll(/\r?\n/g, ' ')}`)
    .join('\n');
}
