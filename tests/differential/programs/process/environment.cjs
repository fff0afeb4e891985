// Variables of the environment are texts, and no accessors.
const t = (d) => {
  try {
    Object.defineProperty(process.env, 'foo', d);
    console.log('ok', process.env.foo);
  } catch (e) {
    console.log(e.name, e.code, e.message);
  }
};
t({ get() {} });
t({ set() {} });
t({ value: 1 });
t({ value: 1, configurable: true, writable: true, enumerable: true });
t({ value: 1, configurable: true, writable: true });
process.env.X = 5;
console.log(process.env.X === '5', Object.keys(process.env).includes('X'));
Object.assign(process.env, { Y: undefined });
console.log(process.env.Y);
