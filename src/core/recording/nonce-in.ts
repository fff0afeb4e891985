/** The nonce of a program's tracer (src/session/program.ts); undefined for a program without a tracer. */
export function nonceIn(args: readonly string[]): string | undefined {
  return args.map((argument) => /^--import=.*[?&]run=(\w+)$/.exec(argument)?.[1]).find((nonce) => nonce !== undefined);
}
