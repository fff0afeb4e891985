/** Rules of a whole are judged beside slips in its parts: zod would leave them out, and tell them only after the slips are mended. */

/**
 * Given to `refine` and `superRefine`: of a list of objects, or of one object.
 * What their function reads of an object may be missing or of another kind, so let it only compare.
 */
export const besideSlips = {
  inList: { when: ({ value }: { readonly value: unknown }) => Array.isArray(value) && value.every(isObject) },
  inFields: { when: ({ value }: { readonly value: unknown }) => isObject(value) },
};

function isObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null;
}
