/** How the build writes down what a binding of the pinned Node looks like, and what a bundled process finds of Node in itself. */

/** JSON that stands for a value: plain values as they are, everything else tagged. */
export type Shape =
  | null
  | boolean
  | number
  | string
  | { readonly $: 'undefined' }
  | { readonly $: 'number' | 'bigint'; readonly text: string }
  | { readonly $: 'symbol'; readonly description: string }
  | {
      readonly $: 'function';
      readonly methods?: readonly string[];
      readonly statics?: Readonly<Record<string, Shape>>;
    }
  | { readonly $: 'array-view'; readonly type: string; readonly length: number; readonly items?: readonly string[] }
  | { readonly $: 'buffer'; readonly length: number }
  | { readonly $: 'array'; readonly items: readonly Shape[] }
  | { readonly $: 'map'; readonly entries: readonly (readonly [Shape, Shape])[] }
  | { readonly $: 'object'; readonly isBare: boolean; readonly members: Readonly<Record<string, Shape>> };

/** What dump-shapes.ts found out. */
export interface NodeFacts {
  readonly shapes: Readonly<Record<string, Shape>>;
  readonly options: Shape;
  readonly embedderOptions: Shape;
  /** libuv's errors: number -> name and sentence. */
  readonly errors: readonly (readonly [number, readonly [string, string]])[];
  readonly versions: Readonly<Record<string, string>> & { readonly node: string };
  readonly release: Readonly<Record<string, unknown>>;
  readonly config: unknown;
  /** Names of its global properties. */
  readonly globals: readonly string[];
}

/** A module of Node's library, wrapped as Node's own loader would wrap it. */
export type LibraryModule = (...parameters: unknown[]) => unknown;

/** The global that the bundle's first lines set; boot takes it away. */
export interface NodeParts {
  readonly library: Record<string, LibraryModule>;
  /** Ids of all modules that Node has, bundled or not. */
  readonly moduleIds: readonly string[];
  readonly facts: NodeFacts;
  /** llhttp, Node's HTTP parser, as WebAssembly in base64. */
  readonly llhttp: string;
}

/** What a chunk's first line hands over: more of the library, with the shapes of the bindings below it. */
export interface NodeChunk {
  readonly library: Readonly<Record<string, LibraryModule>>;
  readonly shapes: NodeFacts['shapes'];
}
