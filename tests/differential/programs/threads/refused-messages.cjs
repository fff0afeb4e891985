// What cannot be given to another thread is refused: no list, marked objects, and ports that are not in the list.
const {
  MessageChannel,
  markAsUncloneable,
  markAsUntransferable,
  receiveMessageOnPort,
} = require('node:worker_threads');
const { port1, port2 } = new MessageChannel();
const sent = (...message) => {
  try {
    port1.postMessage(...message);
    return receiveMessageOnPort(port2).message;
  } catch ({ name, code }) {
    return [name, code];
  }
};
for (const list of [0, 'X', { transfer: null }, { transfer: {} }, null, undefined, {}, { transfer: undefined }])
  console.log(sent(5, list));
const bytes = new ArrayBuffer(4);
console.log(sent(bytes), sent(bytes, new Set([bytes])), bytes.byteLength);
const kept = new ArrayBuffer(4);
markAsUntransferable(kept);
console.log(sent(kept, [kept]), sent(kept), kept.byteLength);
const secret = { a: 1 };
markAsUncloneable(secret);
console.log(sent(secret), sent({ in: [secret] }), sent(new MessageChannel().port1));
