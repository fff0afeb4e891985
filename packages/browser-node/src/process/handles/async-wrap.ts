/** The common part of Node's handles and requests: an id of its own, in which its callbacks run (async_hooks). */
import { contextFrame, setContextFrame } from '../async-context.ts';
import { binding } from '../binding.ts';
import { enqueue, enqueueClosing, handles, schedulePump, type LoopHandle } from '../loop.ts';

interface AsyncBinding {
  readonly async_hook_fields: Uint32Array;
  readonly async_id_fields: Float64Array;
  readonly constants: { readonly kStackLength: number; readonly kAsyncIdCounter: number };
  /** What programs with async_hooks hear, as far as they ask for it. */
  emitInit(asyncId: number, name: string, resource: object): void;
  emitAround(asyncId: number, isBefore: boolean): void;
  queueDestroyAsyncId(asyncId: number): void;
  pushAsyncContext(asyncId: number, triggerId: number): void;
  popAsyncContext(asyncId: number): boolean;
}

export interface AsyncOwner {
  readonly asyncId: number;
  /** The context of AsyncLocalStorage at its making. */
  readonly frame?: unknown;
}

function asyncBinding(): AsyncBinding {
  return binding('async_wrap');
}

function newAsyncId(): number {
  const { async_id_fields: ids, constants } = asyncBinding();
  return (ids[constants.kAsyncIdCounter] = (ids[constants.kAsyncIdCounter] ?? 0) + 1);
}

/** C++'s MakeCallback: the callback runs in the context of a handle or request. */
export function inContextOf({ asyncId, frame }: AsyncOwner, callback: () => void): void {
  const { async_hook_fields: fields, constants, pushAsyncContext, popAsyncContext, emitAround } = asyncBinding();
  const depth = fields[constants.kStackLength] ?? 0;
  pushAsyncContext(asyncId, 0);
  setContextFrame(frame);
  emitAround(asyncId, true);
  callback();
  emitAround(asyncId, false);
  setContextFrame(undefined);
  if ((fields[constants.kStackLength] ?? 0) > depth) popAsyncContext(asyncId);
}

/** Queues an event of a handle or request. @param isFresh at the start of a macrotask */
export function fire(owner: AsyncOwner, callback: () => void, isFresh = false): void {
  enqueue(() => inContextOf(owner, callback), isFresh);
}

export class AsyncWrap {
  /** What Node calls its kind. */
  readonly #kind: string;
  #asyncId = newAsyncId();
  #frame = contextFrame();

  /** @param kind of ours; Node's library gives some classes an argument that is no text */
  constructor(kind?: unknown) {
    this.#kind = typeof kind === 'string' ? kind : new.target.name;
    asyncBinding().emitInit(this.#asyncId, this.#kind, this);
  }

  /** For our side. */
  get kind(): string {
    return this.#kind;
  }

  get frame(): unknown {
    return this.#frame;
  }

  /** The id, for our own code; Node asks `getAsyncId`. */
  get asyncId(): number {
    return this.#asyncId;
  }

  getAsyncId(): number {
    return this.#asyncId;
  }

  asyncReset(): void {
    this.gone();
    this.#asyncId = newAsyncId();
    this.#frame = contextFrame();
    asyncBinding().emitInit(this.#asyncId, this.#kind, this);
  }

  /** Nothing comes of it any more. */
  protected gone(): void {
    asyncBinding().queueDestroyAsyncId(this.#asyncId);
  }

  getProviderType(): number {
    return 0;
  }
}

/** A request; Node hangs its `oncomplete` on it. */
export class Request extends AsyncWrap {
  declare oncomplete: ((...results: unknown[]) => void) | undefined;

  /** Node takes the callback away when it gives up waiting, as for the second of two addresses. */
  settle(...results: unknown[]): void {
    this.oncomplete?.(...results);
    this.gone();
  }
}

/** A handle, which lives in the loop until it is closed. */
export class HandleWrap extends AsyncWrap implements LoopHandle {
  #isReferenced = true;
  #isClosing = false;

  constructor(kind?: string) {
    super(kind);
    handles.add(this);
  }

  /** Whether an event can still come from it. */
  protected isActive(): boolean {
    return false;
  }

  /** Releases its resources. */
  protected onClose(): void {
    // Most handles have none.
  }

  isKeepingAlive(): boolean {
    return this.#isReferenced && this.isActive();
  }

  get isClosing(): boolean {
    return this.#isClosing;
  }

  ref(): void {
    this.#isReferenced = true;
  }

  unref(): void {
    this.#isReferenced = false;
  }

  hasRef(): boolean {
    return this.#isReferenced && !this.#isClosing;
  }

  close(callback?: () => void): void {
    if (this.#isClosing) return;
    this.#isClosing = true;
    this.onClose();
    const { handle_onclose: onclose } = binding<{ handle_onclose: symbol }>('symbols');
    if (typeof callback === 'function') Reflect.set(this, onclose, callback);
    enqueueClosing(() =>
      inContextOf(this, () => {
        handles.delete(this);
        (Reflect.get(this, onclose) as (() => void) | undefined)?.call(this);
        this.gone();
      }),
    );
    schedulePump();
  }
}
