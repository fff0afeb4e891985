import { fib } from './fib.mjs';

process.send(fib(Number(process.argv[2])));
