// async_hooks hears of handles and requests from their beginning to their end, and the process knows what it still has.
const { createHook, executionAsyncId } = require('node:async_hooks');
const fs = require('node:fs');
const net = require('node:net');
const made = new Map();
const counts = { before: 0, after: 0 };
const ended = new Set();
const ours = (type) => /^(FSREQ|TCP|PIPE)/.test(type);
createHook({
  init: (id, type, trigger) => ours(type) && made.set(id, { type, isTriggered: trigger > 0 }),
  before: (id) => made.has(id) && counts.before++,
  after: (id) => made.has(id) && counts.after++,
  destroy: (id) => made.has(id) && ended.add(made.get(id).type),
}).enable();
fs.stat('/', () => console.log('in its own', made.get(executionAsyncId())?.type));
const server = net
  .createServer((socket) => socket.end('x'))
  .listen(0, () => {
    console.log(process.getActiveResourcesInfo().filter((name) => /TCP/.test(name)));
    net
      .connect(server.address().port)
      .resume()
      .on('close', () => server.close());
  });
setTimeout(() => {
  const types = [...made.values()].map(({ type }) => type);
  console.log(
    [...new Set(types)].sort(),
    [...made.values()].every(({ isTriggered }) => isTriggered),
  );
  console.log([...ended].filter((type) => /^TCP/.test(type)).sort(), counts.before > 3, counts.before === counts.after);
  setImmediate(() => {});
  console.log(process.getActiveResourcesInfo().filter((name) => /Timeout|Immediate/.test(name)));
}, 300);
