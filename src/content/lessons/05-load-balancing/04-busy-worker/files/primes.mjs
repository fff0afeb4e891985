/** There are 539,777 primes below it: one or two seconds of work for one core. */
export const LIMIT = 8_000_000;

export function isPrime(number) {
  for (let divisor = 2; divisor * divisor <= number; divisor++) {
    if (number % divisor === 0) return false;
  }
  return number > 1;
}
