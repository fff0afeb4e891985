/** The place in a learner's file of the last error that ended a process and is no echo of another, read from Node's report of it. Pure. */

export interface ErrorPlace {
  readonly file: string;
  /** From 1. */
  readonly line: number;
  /** “TypeError: x is not a function” */
  readonly message: string;
}

const COLOURS = new RegExp(String.raw`\u001b\[[0-9;]*m`, 'g');

/** Node's report of an uncaught error: `<place>:<line>`, the source, a caret, an empty line, and the error. */
const REPORT = /^(\S+):(\d+)\n.*\n[ \t]*\^+[ \t]*\n(?:.*\n)?((?:[A-Z]\w*)?Error\b.*|Uncaught .*)((?:\n[ \t]+at .*)*)/gm;
const FRAME = /(?:\(|at )([^\s()]+):(\d+):\d+/g;

/** What workers say whose primary is gone: the echo of another error, which came before. */
const ECHO = /\b(?:EPIPE|ERR_IPC_CHANNEL_CLOSED|ERR_IPC_DISCONNECTED)\b/;

const QUOTED = /^(\S+:\d+\r?\n).*(\r?\n[ \t]*\^+[ \t]*\r?$)/gm;

/** The program's own output, without the source lines that Node quotes of an uncaught error. */
export function withoutQuotes(output: string): string {
  return output.replaceAll(QUOTED, '$1$2');
}

/** @param files names of the learner's files. @returns undefined when no error names one of them */
export function errorPlace(output: string, files: readonly string[]): ErrorPlace | undefined {
  const plain = output.replaceAll(COLOURS, '').replaceAll('\r', '');
  const reports = [...plain.matchAll(REPORT)].reverse();
  const isEcho = ([, , , message = '']: RegExpExecArray) => ECHO.test(message);
  const causesFirst = [...reports.filter((each) => !isEcho(each)), ...reports.filter(isEcho)];
  for (const [, head = '', line = '', message = '', frames = ''] of causesFirst) {
    const places = [
      [head, line] as const,
      ...[...frames.matchAll(FRAME)].map(([, at = '', on = '']) => [at, on] as const),
    ];
    for (const [at, on] of places) {
      const file = files.find((name) => at === name || at.endsWith(`/${name}`));
      if (file !== undefined) return { file, line: Number(on), message: message.trim() };
    }
  }
  return undefined;
}
