/** Byte streams between processes: the holders of each end, and the bytes that wait for an end that nobody has opened. */
import { pairOf, peerOf, type DataMessage, type EndId, type StreamItem } from '../protocol.ts';
import type { Post } from './worker-pool.ts';

/** The kernel among the holders of an end: the page's side of a standard input. */
export const KERNEL = 0;
/** The holder of the ends in a message, until a process reads it. */
const IN_TRANSIT = -1;

interface End {
  /** Processes that hold it, as a descriptor is shared with the processes that inherit it. */
  readonly holders: Set<number>;
  /** The process that gets the arriving bytes. */
  reader: number | undefined;
  /** The last writer, which hears that its bytes were taken. */
  writer: number;
  readonly waiting: StreamItem[];
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
    this.#end(end)?.holders.add(pid);
  }

  open(pid: number, name: EndId): void {
    const end = this.#end(name);
    if (end === undefined) return;
    end.reader = pid;
    for (const item of end.waiting.splice(0)) this.#hand(pid, name, item);
  }

  #hand(pid: number, name: EndId, item: StreamItem): void {
    for (const port of portsOf(item)) {
      this.share(port, pid);
      this.#end(port)?.holders.delete(IN_TRANSIT);
    }
    this.#post(pid, { op: 'stream', end: name, item });
  }

  data(pid: number, { end: name, ...item }: DataMessage): void {
    const [end, peer] = [this.#end(name), this.#end(peerOf(name))];
    if (end === undefined || peer === undefined) return;
    end.writer = pid;
    // With several writers, nobody knows whose bytes were taken: then nobody waits.
    if (end.holders.size > 1) this.#post(pid, { op: 'taken', end: name, bytes: item.bytes.length });
    if (item.passed?.type === 'stream') for (const holder of peer.holders) this.share(item.passed.end, holder);
    for (const port of item.ports ?? []) this.share(port, IN_TRANSIT);
    this.#deliver(peerOf(name), item);
  }

  fin(name: EndId): void {
    this.#deliver(peerOf(name), { op: 'fin' });
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
    for (const port of items.flatMap(portsOf)) {
      this.share(port, IN_TRANSIT);
      this.#end(port)?.holders.delete(pid);
    }
    this.#end(name)?.waiting.unshift(...items);
  }

  release(pid: number, name: EndId, isReset: boolean): void {
    const end = this.#end(name);
    if (end?.holders.delete(pid) !== true) return;
    if (end.reader === pid) end.reader = undefined;
    if (end.holders.size > 0) return;
    for (const item of end.waiting) this.#lose(item);
    if (this.#end(peerOf(name))?.holders.size === 0) this.#pairs.delete(pairOf(name));
    else this.#deliver(peerOf(name), { op: isReset ? 'reset' : 'hangup' });
  }

  /** Releases everything that an ended process held. */
  releaseAll(pid: number): void {
    for (const [name, pair] of this.#pairs) {
      for (const side of ['a', 'b'] as const) {
        // As on Linux: unread bytes make it a reset, not an end.
        if (pair[side].holders.has(pid)) this.release(pid, `${name}${side}`, pair[side].waiting.some(isData));
      }
    }
  }

  #deliver(name: EndId, item: StreamItem): void {
    const end = this.#end(name);
    if (end === undefined || end.holders.size === 0) this.#lose(item);
    else if (end.reader === undefined) end.waiting.push(item);
    else this.#hand(end.reader, name, item);
  }

  /** Nobody will read it. */
  #lose(item: StreamItem): void {
    for (const port of portsOf(item)) this.release(IN_TRANSIT, port, false);
  }

  #end(name: EndId): End | undefined {
    return this.#pairs.get(pairOf(name))?.[name.endsWith('a') ? 'a' : 'b'];
  }
}

function newEnd(holder: number): End {
  return { holders: new Set([holder]), reader: undefined, writer: holder, waiting: [] };
}

function portsOf(item: StreamItem): readonly EndId[] {
  return item.op === 'data' ? (item.ports ?? []) : [];
}

function isData(item: StreamItem): boolean {
  return item.op === 'data';
}
