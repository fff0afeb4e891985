/** Node's own DOMException, set by boot before anything can throw one. */
export const domException: { Class: unknown } = { Class: undefined };
