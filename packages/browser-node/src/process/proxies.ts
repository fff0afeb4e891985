/** Remembers the target of each Proxy for `util.inspect`; a browser does not reveal it. */
import { host } from './host.ts';

interface Details {
  readonly target: object;
  readonly handler: ProxyHandler<object>;
}

const known = new WeakMap<object, Details>();

export function proxyDetails(value: unknown): Details | undefined {
  const canBe = (typeof value === 'object' && value !== null) || typeof value === 'function';
  return canBe ? known.get(value) : undefined;
}

function remember<Value extends object>(proxy: Value, target: object, handler: ProxyHandler<object>): Value {
  known.set(proxy, { target, handler });
  return proxy;
}

/** Called before Node's library captures the global. */
export function installProxy(): void {
  const { Proxy } = host;
  globalThis.Proxy = new Proxy(Proxy, {
    construct: (_, [target, handler]: [object, ProxyHandler<object>]) =>
      remember(new Proxy(target, handler), target, handler),
    get: (own, name) => {
      if (name !== 'revocable') return Reflect.get(own, name) as unknown;
      return (target: object, handler: ProxyHandler<object>) => {
        const made = Proxy.revocable(target, handler);
        remember(made.proxy, target, handler);
        return made;
      };
    },
  });
}
