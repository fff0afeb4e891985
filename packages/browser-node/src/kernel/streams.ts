/** Byte streams between processes: the holders of each end, and the bytes that wait for an end that nobody has opened. */
import { pairOf, peerOf, type DataMessage, type EndId, type StreamItem } from '../protocol.ts';
import type { Post } from './worker-pool.ts';

/** The kernel among the holders of an end: the page's side of a standard input. */
export const KERNEL = 0;
/** The holder of the ends in a message, until a process reads it. */
const IN_TRANSIT = -1;

type Data = Extract<StreamItem, { op: 'data' }>;

interface End {
  /** Processes that have it, as a descriptor is shared by those that inherit it, and how often: each lets go as often. */
  readonly holders: Map<number, number>;
  /** Those that have opened it, who all hear of its end. */
  readonly listeners: Set<number>;
  /** The process that gets the arriving bytes. */
  reader: number | undefined;
  /** The last writer, which hears that its bytes were taken. */
  writer: number;
  readonly waiting: Data[];
  /** How it ended, as a state and no message: each that opens it later hears of it too. */
  readonly ending: StreamItem[];
}

type Pair = Readonly<Record<'a' | 'b', End>>;

export class Streams {
  readonly #pairs = new Map<string, Pair>();
  readonly #post: Post;

  constructor(post: Post) {
    this.#post = post;
  }

  has(end: EndId): boolean {
    return this.#pairs.has(pairOf(end));
  }

  /** Makes the pair of this end. */
  connect(end: EndId, holder: number, peerHolder: number): void {
    const [own, peer] = [newEnd(holder), newEnd(peerHolder)];
    this.#pairs.set(pairOf(end), end.endsWith('a') ? { a: own, b: peer } : { a: peer, b: own });
  }

  share(end: EndId, pid: number): void {
    const holders = this.#end(end)?.holders;
    holders?.set(pid, (holders.get(pid) ?? 0) + 1);
  }

  open(pid: number, name: EndId): void {
    const end = this.#end(name);
    if (end === undefined) return;
    end.reader = pid;
    for (const item of end.waiting.splice(0)) this.#hand(pid, name, item);
    if (!end.listeners.has(pid)) for (const item of end.ending) this.#hand(pid, name, item);
    end.listeners.add(pid);
  }

  #hand(pid: number, name: EndId, item: StreamItem): void {
    for (const carried of carriedBy(item)) this.#move(carried, IN_TRANSIT, pid);
    this.#post(pid, { op: 'stream', end: name, item });
  }

  #move(end: EndId, from: number, to: number): void {
    this.share(end, to);
    this.release(from, end, false);
  }

  data(pid: number, { end: name, ...item }: DataMessage): void {
    const [end, peer] = [this.#end(name), this.#end(peerOf(name))];
    if (end === undefined || peer === undefined) return;
    end.writer = pid;
    // With several writers, nobody knows whose bytes were taken: then nobody waits.
    if (end.holders.size > 1) this.#post(pid, { op: 'taken', end: name, bytes: item.bytes.length });
    for (const carried of carriedBy(item)) this.share(carried, IN_TRANSIT);
    if (peer.holders.size === 0) this.#lose(item);
    else if (peer.reader === undefined) peer.waiting.push(item);
    else this.#hand(peer.reader, peerOf(name), item);
  }

  fin(name: EndId): void {
    this.#finish(peerOf(name), { op: 'fin' });
  }

  #finish(name: EndId, item: StreamItem): void {
    const end = this.#end(name);
    end?.ending.push(item);
    for (const listener of end?.listeners ?? []) this.#hand(listener, name, item);
  }

  taken(name: EndId, bytes: number): void {
    const peer = this.#end(peerOf(name));
    if (peer !== undefined && peer.writer !== KERNEL)
      this.#post(peer.writer, { op: 'taken', end: peerOf(name), bytes });
  }

  /** The process has got all that was on its way to it, once it hears this. */
  detach(pid: number, name: EndId): void {
    const end = this.#end(name);
    if (end?.reader === pid) end.reader = undefined;
    this.#post(pid, { op: 'detached', end: name });
  }

  giveBack(pid: number, name: EndId, items: readonly StreamItem[]): void {
    const data = items.filter(isData);
    for (const carried of data.flatMap(carriedBy)) this.#move(carried, pid, IN_TRANSIT);
    this.#end(name)?.waiting.unshift(...data);
  }

  /** Once; a process lets go as often as it got hold of it. */
  release(pid: number, name: EndId, isReset: boolean): void {
    const holders = this.#end(name)?.holders;
    const times = holders?.get(pid) ?? 0;
    if (times > 1) holders?.set(pid, times - 1);
    else if (times === 1) this.#leave(pid, name, isReset);
  }

  #leave(pid: number, name: EndId, isReset: boolean): void {
    const end = this.#end(name);
    if (end?.holders.delete(pid) !== true) return;
    end.listeners.delete(pid);
    if (end.reader === pid) end.reader = undefined;
    if (end.holders.size > 0) return;
    for (const item of end.waiting) this.#lose(item);
    if (this.#end(peerOf(name))?.holders.size === 0) this.#pairs.delete(pairOf(name));
    else this.#finish(peerOf(name), { op: isReset ? 'reset' : 'hangup' });
  }

  /** Releases everything that an ended process held. */
  releaseAll(pid: number): void {
    for (const [name, pair] of this.#pairs) {
      for (const side of ['a', 'b'] as const) {
        // As on Linux: unread bytes make it a reset, not an end.
        this.#leave(pid, `${name}${side}`, pair[side].waiting.length > 0);
      }
    }
  }

  /** Nobody will read it. */
  #lose(item: StreamItem): void {
    for (const carried of carriedBy(item)) this.release(IN_TRANSIT, carried, false);
  }

  #end(name: EndId): End | undefined {
    return this.#pairs.get(pairOf(name))?.[name.endsWith('a') ? 'a' : 'b'];
  }
}

function newEnd(holder: number): End {
  return {
    holders: new Map([[holder, 1]]),
    listeners: new Set(),
    reader: undefined,
    writer: holder,
    waiting: [],
    ending: [],
  };
}

/** Ends that are held by the message while it is on its way. */
function carriedBy(item: StreamItem): readonly EndId[] {
  if (item.op !== 'data') return [];
  return [...(item.ports ?? []), ...(item.passed?.type === 'stream' ? [item.passed.end] : [])];
}

function isData(item: StreamItem): item is Data {
  return item.op === 'data';
}
