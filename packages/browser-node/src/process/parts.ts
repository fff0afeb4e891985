/** What the build put into this script of Node: library, facts about its bindings, HTTP parser. */
import type { NodeParts } from './shape-format.ts';

export const parts = (globalThis as unknown as { __nodeParts: NodeParts }).__nodeParts;
Reflect.deleteProperty(globalThis, '__nodeParts');
