/**
 * Where a tracer reports, in the argument that preloads it: `--import=file://…/tracer.mjs?to=<path>&run=<nonce>`.
 * Without a path it reports among the program's own output.
 */

const TO = /^(--import=[^?]*\?)to=[^&]*&/;

/** Whether a tracer among the arguments is to report through a channel. */
export function asksForChannel(args: readonly string[]): boolean {
  return args.some((argument) => TO.test(argument));
}

/** The arguments, with another channel; what follows the tracer is the program's. @param path absent: with none */
export function withChannel(args: readonly string[], path?: string): readonly string[] {
  const to = path === undefined ? '' : `to=${encodeURIComponent(path)}&`;
  const tracer = args.findIndex((argument) => TO.test(argument));
  return args.map((argument, at) =>
    at === tracer ? argument.replace(TO, (_, before: string) => before + to) : argument,
  );
}
