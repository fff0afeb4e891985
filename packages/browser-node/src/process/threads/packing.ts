/** Values on their way between threads: cloned when they are sent, with their ports taken out and put back. */
import { binding } from '../binding.ts';
import { SharedMemory } from '../blocking.ts';
import { host } from '../host.ts';
import { privateSymbols } from '../private-symbols.ts';
import type { Channel, Message } from './channel.ts';

type Path = readonly string[];

interface Place {
  readonly holder: object;
  readonly key: string;
  readonly path: Path;
  readonly value: object;
}

export interface PortKind<Port extends object> {
  isPort(value: object): value is Port;
  /** Takes the channel out of a port, which is useless then. */
  detach(port: Port): Channel;
}

const isIsolated = (globalThis as { crossOriginIsolated?: boolean }).crossOriginIsolated === true;

/** @throws {DOMException} for a value that cannot be sent */
export function packed<Port extends object>(
  value: unknown,
  transfer: readonly object[],
  { isPort, detach }: PortKind<Port>,
): Message<Channel> {
  const root = { value };
  const places = [...placesIn(root, (each) => isPort(each) || isShared(each) || isUncloneable(each))];
  for (const place of places) refuse(place, transfer, value);
  if (transfer.some((each) => marked(each, 'untransferable_object') !== undefined)) {
    throw cloneError('An object in transferList was marked as untransferable');
  }
  const restore = places.map(({ holder, key, value: original }) => {
    Reflect.set(holder, key, isShared(original) ? (original as Uint32Array).slice() : null);
    return () => Reflect.set(holder, key, original);
  });
  try {
    const clone = cloned(root.value, transfer.filter((each) => !isPort(each)) as Transferable[]);
    const ports = transfer.filter(isPort).map((port) => {
      const paths = places.filter((place) => place.value === port).map(({ path }) => path);
      return { paths, port: detach(port) };
    });
    return { value: clone, ports };
  } finally {
    for (const put of restore) put();
  }
}

export function unpacked<Port>(
  message: Message<Channel>,
  make: (channel: Channel) => Port,
): { readonly value: unknown; readonly ports: readonly Port[] } {
  const root = { value: message.value };
  const ports = message.ports.map(({ paths, port: channel }) => {
    const port = make(channel);
    for (const path of paths) put(root, ['value', ...path], port);
    return port;
  });
  return { value: root.value, ports };
}

function put(root: object, path: Path, port: unknown): void {
  const holder = path.slice(0, -1).reduce<object>((owner, key) => Reflect.get(owner, key) as object, root);
  Reflect.set(holder, path.at(-1) ?? '', port);
}

function* placesIn(root: { value: unknown }, isWanted: (value: object) => boolean): Generator<Place> {
  const seen = new Set<object>();
  const waiting: { holder: object; path: Path }[] = [{ holder: root, path: [] }];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { holder, path } = next;
    for (const key of Object.keys(holder)) {
      const value: unknown = Reflect.get(holder, key);
      if (typeof value !== 'object' || value === null) continue;
      const own = holder === root ? [] : [...path, key];
      if (isWanted(value)) yield { holder, key, path: own, value };
      else if (!seen.has(value) && !ArrayBuffer.isView(value)) waiting.push({ holder: value, path: own });
      seen.add(value);
    }
  }
}

/** What Node's library hung on an object. */
function marked(value: object, mark: 'untransferable_object' | 'transfer_mode'): unknown {
  return Reflect.get(value, privateSymbols[`${mark}_private_symbol`] as symbol);
}

/** As the bit of Node's library. */
const CLONEABLE = 2;

function isUncloneable(value: object): boolean {
  const mode = marked(value, 'transfer_mode');
  return typeof mode === 'number' && (mode & CLONEABLE) === 0;
}

function isShared(value: object): boolean {
  if (SharedMemory === undefined || isIsolated) return false;
  return value instanceof SharedMemory || (ArrayBuffer.isView(value) && value.buffer instanceof SharedMemory);
}

/** Node's library itself counts changes of folder in shared memory; threads here keep the folder that they began in. */
const isOfLibrary = (path: Path, message: unknown) =>
  path.join() === 'cwdCounter' && (message as { type?: unknown }).type === 'loadScript';

function refuse({ value, path }: Place, transfer: readonly object[], message: unknown): void {
  if (isShared(value)) {
    if (isOfLibrary(path, message)) return;
    throw cloneError(
      'In-browser Node shares no memory between threads on this page, since browsers allow it on cross-origin isolated ' +
        'pages alone. Send a copy, or choose another engine in the menu.',
    );
  }
  if (transfer.includes(value)) return;
  throw cloneError('Object that needs transfer was found in message but not listed in transferList');
}

function cloned(value: unknown, transfer: Transferable[]): unknown {
  try {
    return host.structuredClone(value, { transfer });
  } catch (error) {
    const { message } = error as Error;
    throw cloneError(message.replace(/^Failed to execute '\w+' on '\w+': /, ''));
  }
}

export function cloneError(message: string): Error {
  const { DOMException: Class } = binding<{ DOMException: new (message: string, name: string) => Error }>('messaging');
  return new Class(message, 'DataCloneError');
}
