/**
 * Who wrote which line of a run's output. Reports of writes come beside the text and in no order with that of other processes, so a
 * text is matched to the report that it fulfils; where several processes' do, or none's, nobody is named.
 */
import type { WorkerId } from './event.ts';
import type { WriteReport } from './read-event.ts';
import { addToSum, EMPTY_SUM, LONGEST_REPORTED } from './write-report.ts';

/** Nobody knows: it was not reported, or two may have written it. */
type Writer = WorkerId | undefined;

interface Expected {
  readonly length: number;
  readonly sum: number;
  writer: Writer;
}

interface Candidate {
  readonly pid: number;
  readonly own: Expected[];
  readonly expected: Expected;
}

/** Of a process: texts that never came as they were reported are passed over, so many of them at most. */
const LOOK_AHEAD = 16;
/** A program has fewer processes at once, and reports less before it is read; beyond it all is forgotten, and lines are nobody's. */
const MOST = { processes: 64, expected: 20_000 } as const;
/** Lines that are remembered: as many as a terminal keeps. */
const MOST_LINES = 10_000;

export class LineWriters {
  readonly #expected = new Map<number, Expected[]>();
  #count = 0;
  #text = '';
  #line = 0;
  /** Line -> who wrote all of it so far. */
  readonly #writers = new Map<number, Writer>();

  /** @param report of a write whose text is yet to come */
  expect({ pid, worker, length, sum }: WriteReport): void {
    if (length === 0 || length > LONGEST_REPORTED) return;
    const isFull = this.#expected.size >= MOST.processes && !this.#expected.has(pid);
    if (isFull || this.#count >= MOST.expected) this.#forget();
    const own = this.#expected.get(pid) ?? [];
    own.push({ length, sum, writer: worker });
    this.#count++;
    this.#expected.set(pid, own);
  }

  read(text: string): void {
    this.#text += text;
    let at = 0;
    while (at < this.#text.length) {
      const length = this.#matchAt(at);
      if (length === undefined) break;
      at += length;
    }
    this.#text = this.#text.slice(at);
  }

  /** Who wrote the line of this number, from 0; undefined where that is not known. */
  writerOf(line: number): Writer {
    return this.#writers.get(line);
  }

  /** @returns how much of the text was told, by whomever; undefined where more may complete it */
  #matchAt(at: number): number | undefined {
    const candidates = this.#candidatesAt(at);
    const length = Math.max(...candidates.map(({ expected }) => expected.length));
    if (candidates.length === 0) return this.#mayBegin(at) ? undefined : this.#passLine(at);
    const writers = new Set(candidates.map(({ expected }) => expected.writer));
    const writer = writers.size === 1 ? [...writers][0] : undefined;
    // One of them was it. The others' turn may still come, but whose it is then is not known either.
    for (const { expected } of candidates) expected.writer = writer;
    this.#fulfil(candidates[0] as Candidate);
    this.#mark(at, length, writer);
    return length;
  }

  #fulfil({ pid, own, expected }: Candidate): void {
    this.#count -= own.splice(0, own.indexOf(expected) + 1).length;
    if (own.length === 0) this.#expected.delete(pid);
  }

  /** The first of each process that the text at this place fulfils. */
  #candidatesAt(at: number): readonly Candidate[] {
    const sums = [EMPTY_SUM];
    const sumOf = (length: number) => {
      for (let next = sums.length; next <= length; next++)
        sums.push(addToSum(sums[next - 1] ?? 0, this.#text.charCodeAt(at + next - 1)));
      return sums[length];
    };
    const fits = ({ length, sum }: Expected) => at + length <= this.#text.length && sumOf(length) === sum;
    return [...this.#expected].flatMap(([pid, own]) => {
      const expected = own.slice(0, LOOK_AHEAD).find(fits);
      return expected === undefined ? [] : [{ pid, own, expected }];
    });
  }

  /** Whether what is here may be the beginning of a write: its rest comes in the next piece. */
  #mayBegin(at: number): boolean {
    const here = this.#text.length - at;
    return [...this.#expected.values()].some((own) => own.slice(0, LOOK_AHEAD).some(({ length }) => length > here));
  }

  /** Nobody's: the next line may be somebody's again. */
  #passLine(at: number): number {
    const end = this.#text.indexOf('\n', at);
    const length = (end < 0 ? this.#text.length : end + 1) - at;
    this.#mark(at, length, undefined);
    return length;
  }

  /** A line that several wrote is nobody's. */
  #mark(at: number, length: number, writer: Writer): void {
    for (const part of this.#text.slice(at, at + length).split(/(?<=\n)/)) {
      const isBegun = this.#writers.has(this.#line);
      this.#writers.set(this.#line, isBegun && this.#writers.get(this.#line) !== writer ? undefined : writer);
      if (!part.endsWith('\n')) continue;
      this.#line++;
      this.#writers.delete(this.#line - MOST_LINES);
    }
  }

  #forget(): void {
    this.#expected.clear();
    this.#count = 0;
  }
}
