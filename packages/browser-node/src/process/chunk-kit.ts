/** The core's objects for the chunks that are loaded later: they are scripts of their own and share its state. */
export { binding, defineBinding, each, extendBinding, type Members } from './binding.ts';
export { AsyncWrap, fire, inContextOf, Request } from './handles/async-wrap.ts';
export { encodeUtf8, host } from './host.ts';
export { beginRequest, endRequest, enqueue } from './loop.ts';
export { asBuffer, realm } from './realm.ts';
export { fromShape, missingPart } from './shape.ts';
export { parts } from './parts.ts';
export type { Shape } from './shape-format.ts';
