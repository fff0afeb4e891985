/** Loaded into a server under test, which is started with --expose-gc: on SIGUSR2 it lets go of what nobody holds, and says what is left. */
process.on('SIGUSR2', () => {
  // As when memory runs out. An ordinary collection leaves the young generation as large as the last load made it: a hundred megabytes, or none.
  globalThis.gc?.({ type: 'major', execution: 'sync', flavor: 'last-resort' });
  const { rss, heapUsed, external } = process.memoryUsage();
  console.log(`quiet ${JSON.stringify({ resident: rss, held: heapUsed + external })}`);
});
