/** The object `process`, as Node's C++ makes it before its library adds the rest. */
import { parts } from './parts.ts';
import { privateSymbols } from './private-symbols.ts';
import { host } from './host.ts';
import { realm, type NodeProcess } from './realm.ts';

export function createProcessObject(): NodeProcess {
  const constructor = { process: function () {} }.process;
  const prototype = Object.create(constructor.prototype as object, {
    constructor: { value: constructor, configurable: true, writable: true },
  }) as object;
  const { versions, release } = parts.facts;
  const facts = {
    version: `v${versions.node}`,
    versions: Object.freeze({ ...versions }),
    arch: 'x64',
    platform: 'linux',
    release: Object.freeze({ ...release }),
  };
  const process = Object.create(prototype) as NodeProcess;
  for (const [name, value] of Object.entries(facts)) {
    Object.defineProperty(process, name, { value, enumerable: true, configurable: true });
  }
  Object.defineProperty(process, 'env', { value: environment(), enumerable: true, configurable: true, writable: true });
  Reflect.set(process, privateSymbols['exit_info_private_symbol'] as symbol, realm.exitInfo);
  return process;
}

/** Values are text, whatever is assigned. */
function environment(): Record<string, string> {
  return new host.Proxy<Record<string, string>>(
    {},
    {
      set(variables, name, value) {
        if (typeof name === 'symbol') throw new TypeError('Cannot convert a Symbol value to a string');
        variables[name] = `${value}`;
        return true;
      },
      defineProperty: (variables, name, { value, get, set, ...flags }) => {
        if (get !== undefined || set !== undefined) {
          throw notDefinable("'process.env' does not accept an accessor(getter/setter) descriptor");
        }
        if (flags.configurable !== true || flags.enumerable !== true || flags.writable !== true) {
          throw notDefinable("'process.env' only accepts a configurable, writable, and enumerable data descriptor");
        }
        return Reflect.defineProperty(variables, name, { value: `${value}`, ...flags });
      },
    },
  );
}

function notDefinable(message: string): TypeError {
  return Object.assign(new TypeError(message), { code: 'ERR_INVALID_OBJECT_DEFINE_PROPERTY' });
}
