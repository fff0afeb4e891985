// The console formats, groups, counts, asserts and tabulates.
console.log('%s is %d years and %i, %f, %j %o %%', 'Bob', 42.5, 42.9, '1.5', { a: 1 }, [1], 'rest');
console.group('outer');
console.info('inside');
console.group();
console.warn('deeper\nwith two lines');
console.groupEnd();
console.groupEnd();
console.count();
console.count('x');
console.countReset();
console.count();
console.assert(true, 'never');
console.assert(false, 'asserted %s', 'well');
console.table([{ a: 1, b: 'x' }, { a: 2 }]);
console.dir({ a: { b: { c: { d: 1 } } } }, { depth: 0 });
console.error(new Map([['k', { v: [1, 2] }]]), new Set('ab'), Symbol('s'), 1n, -0, [undefined, , null]);
