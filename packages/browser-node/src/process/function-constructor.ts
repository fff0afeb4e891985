/** `new Function(…)`, which the page's policy refuses: routers and serializers compile their code with it. */
import { compileFunction } from './compile.ts';

/** Called once Node's library, which needs none, has looked at the global. */
export function installFunctionConstructor(): void {
  const Constructor = new Proxy(Function, {
    apply: (_target, _receiver, texts) => functionOf(texts),
    construct: (_target, texts) => functionOf(texts),
  });
  Object.defineProperty(globalThis, 'Function', { value: Constructor, configurable: true, writable: true });
  Object.defineProperty(Function.prototype, 'constructor', { value: Constructor, configurable: true, writable: true });
}

function functionOf(texts: readonly unknown[]): (...args: unknown[]) => unknown {
  const parameters = texts.map(String);
  const text = parameters.pop() ?? '';
  const made = compileFunction('anonymous', { parameters, text });
  return Object.defineProperty(made, 'name', { value: 'anonymous', configurable: true });
}
