/** What a browser kept is read with care: another version wrote it, or a hand. What is not whole is none. */

export function parseWith<Value>(
  isValue: (value: unknown) => value is Value,
  text: string | undefined,
): Value | undefined {
  if (text === undefined) return undefined;
  try {
    const value = JSON.parse(text) as unknown;
    return isValue(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

export const isTime = (value: unknown): value is number => typeof value === 'number' && Number.isFinite(value);
export const isTexts = (value: unknown) => Array.isArray(value) && value.every((each) => typeof each === 'string');
