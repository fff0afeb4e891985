/** Beside each text of the built site its compressed copies, made once: no visitor waits for it, and a class costs no more than one. */
import { readFile, readdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import type { AstroIntegration } from 'astro';

const TEXT = /\.(?:html|css|js|mjs|json|svg|txt|cast|xml|webmanifest)$/;
/** Less fits into one packet anyway. */
const WORTH_IT = 1_400;
/** Beyond it brotli takes several times as long for some per cent. */
const QUALITY = 9;

/** Browsers take brotli over https and at localhost alone; over plain http, as in a class network, gzip. */
const KINDS = {
  '.br': (text: Buffer) => promisify(brotliCompress)(text, { params: { [constants.BROTLI_PARAM_QUALITY]: QUALITY } }),
  '.gz': (text: Buffer) => promisify(gzip)(text, { level: 9 }),
};

export function compressedCopies(): AstroIntegration {
  return {
    name: 'cluster-lab:compressed-copies',
    hooks: { 'astro:build:done': ({ dir }) => compressAll(fileURLToPath(dir)) },
  };
}

async function compressAll(folder: string): Promise<void> {
  const files = await readdir(folder, { recursive: true, withFileTypes: true });
  const texts = files.filter((file) => file.isFile() && TEXT.test(file.name));
  await Promise.all(texts.map(({ parentPath, name }) => compress(path.join(parentPath, name))));
}

async function compress(file: string): Promise<void> {
  const text = await readFile(file);
  if (text.length < WORTH_IT) return;
  await Promise.all(
    Object.entries(KINDS).map(async ([ending, pack]) => {
      await writeFile(file + ending, await pack(text));
    }),
  );
}
