/** Which packages a program's files import, as their text says. Pure. */
import type { FileMap } from '@cluster-lab/sandbox';

export interface PackageImport {
  /** `socket.io`, `@hono/node-server` */
  readonly name: string;
  readonly file: string;
  /** From 1. */
  readonly line: number;
}

const CODE = /\.[cm]?[jt]s$/;
/** A name in quotes behind `import`, `from`, `import(` or `require(`; a comment or a text that looks like one does no harm. */
const IMPORT =
  /(?:\b(?:import|from)\s*|\b(?:import|require|require\.resolve)\s*\(\s*)(['"`])((?:@[\w.-]+\/)?[\w.-]+)(?:\/[^'"`\n]*)?\1/g;

/** Each name at its first place; names of Node's own modules are among them where they are written without `node:`. */
export function importsIn(files: FileMap): readonly PackageImport[] {
  const found = new Map<string, PackageImport>();
  for (const [file, text] of Object.entries(files)) {
    if (!CODE.test(file) || file.startsWith('node_modules/')) continue;
    for (const { 2: name = '', index } of text.matchAll(IMPORT)) {
      if (name.startsWith('.') || found.has(name)) continue;
      found.set(name, { name, file, line: text.slice(0, index).split('\n').length });
    }
  }
  return [...found.values()];
}
