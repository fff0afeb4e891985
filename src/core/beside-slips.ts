/** Judges rules of a whole beside slips in its parts: zod would leave the rules out until the slips are mended. */

/**
 * An option of `refine` and `superRefine`, for a list of objects or for one object.
 * A field that their function reads may be missing or of another kind, so let it only compare.
 */
export const besideSlips = {
  inList: { when: ({ value }: { readonly value: unknown }) => Array.isArray(value) && value.every(isObject) },
  inFields: { when: ({ value }: { readonly value: unknown }) => isObject(value) },
};

function isObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null;
}
