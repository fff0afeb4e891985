/** Reads what a host says to an embed. Anybody may frame one, so a message may be anything at all. */
import type { HostMessage } from './embed-message.ts';
import { EMBED_THEMES } from './embed-options.ts';

/** Never fails. Undefined for whatever is not one of the few things that a host may say. */
export function parseHostMessage(given: unknown): HostMessage | undefined {
  if (typeof given !== 'object' || given === null) return undefined;
  const { target, type, theme: named } = given as Readonly<Record<string, unknown>>;
  if (target !== 'cluster-lab') return undefined;
  if (type === 'measure') return { target, type };
  const theme = EMBED_THEMES.find((each) => each === named);
  return type === 'theme' && theme !== undefined ? { target, type, theme } : undefined;
}
