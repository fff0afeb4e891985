// EventTarget, AbortSignal and their combinations are Node's own.
const target = new EventTarget();
target.addEventListener('ping', (event) => console.log(event.type, event.target === target, event.cancelable), {
  once: true,
});
target.addEventListener('ping', { handleEvent: (event) => event.preventDefault() });
console.log(target.dispatchEvent(new Event('ping', { cancelable: true })));
console.log(target.dispatchEvent(new Event('ping')));
const abort = new AbortController();
const any = AbortSignal.any([abort.signal, AbortSignal.timeout(60_000)]);
any.addEventListener('abort', () => console.log('aborted:', any.reason));
abort.abort('no longer wanted');
try {
  AbortSignal.abort().throwIfAborted();
} catch (error) {
  console.log(error.name, error.code, error instanceof DOMException);
}
const custom = new CustomEvent('done', { detail: { id: 7 } });
console.log(custom.detail, String(custom));
