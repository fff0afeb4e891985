// Warnings are events, have codes and details, and deprecations are told once.
const { deprecate } = require('node:util');
process.on('warning', ({ name, code, message, detail }) => console.log(name, code, message, detail));
process.emitWarning('plain');
process.emitWarning('with all', { type: 'Custom', code: 'MY001', detail: 'more about it' });
process.emitWarning(new Error('an error'));
const old = deprecate(() => 'result', 'old() is old', 'DEP_MINE');
console.log(old(), old());
setImmediate(() => console.log('over'));
