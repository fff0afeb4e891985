/** `uv`: libuv's errors by number. */
import { defineBinding } from '../binding.ts';
import { uvErrors } from '../uv.ts';

const unknown = (number: number) => `Unknown system error ${number}`;

defineBinding('uv', () => ({
  getErrorMap: () => new Map([...uvErrors].map(([number, [name, sentence]]) => [number, [name, sentence]])),
  errname: (number: number) => uvErrors.get(number)?.[0] ?? unknown(number),
  getErrorMessage: (number: number) => uvErrors.get(number)?.[1] ?? unknown(number),
}));
