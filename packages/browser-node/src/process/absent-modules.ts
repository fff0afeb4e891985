/** Public modules of which this engine has the names alone, with the reasons; the README lists them too, and a test walks all of Node's. */

const NO_TLS = 'a page opens no encrypted sockets';
const DEBUGGER = "the browser's developer tools are the debugger here";

export const ABSENT_MODULES: Readonly<Record<string, string>> = {
  _stream_wrap: NO_TLS,
  _tls_common: NO_TLS,
  _tls_wrap: NO_TLS,
  http2: "its protocol is a native part of Node's binary",
  https: NO_TLS,
  inspector: DEBUGGER,
  'inspector/promises': DEBUGGER,
  repl: 'it needs contexts of node:vm',
  sea: 'there is no executable file to look into',
  sqlite: "the database is a native part of Node's binary",
  tls: NO_TLS,
  trace_events: DEBUGGER,
  wasi: "it reaches files through a native part of Node's binary",
};
