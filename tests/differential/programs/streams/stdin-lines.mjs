// The lines of standard input arrive in order, and the program ends with them.
// stdin: first\nsecond\nthe last without an end
import readline from 'node:readline';
const lines = readline.createInterface({ input: process.stdin });
for await (const line of lines) console.log(`[${line}]`);
console.log('over', process.stdin.readableEnded);
