/** Work for a processor: no waiting, only computing. */
export function fib(n) {
  return n < 2 ? n : fib(n - 1) + fib(n - 2);
}
