/** Whose code the pages carry: written at each build from what was bundled, so that nothing is forgotten and nothing is left over. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Plugin } from 'vite';

/** In the built site. What In-browser Node carries is beside it, in node.txt. */
const FILE = 'licences/third-party.txt';
/** Styles bring them, and styles name no modules. */
const FONTS = ['@fontsource-variable/geist', '@fontsource-variable/jetbrains-mono'];
/** The service worker is bundled by itself (scripts/service-worker.ts). */
const OFFLINE = ['workbox-core', 'workbox-precaching', 'workbox-routing', 'workbox-strategies'];
const OF_PACKAGE = /.*\/node_modules\/((?:@[^/]+\/)?[^/]+)\//;
/** What may not reach users under these terms alone. */
const COPYLEFT = /^(?:A|L)?GPL/;

export function thirdPartyNotices(): Plugin {
  return {
    name: 'cluster-lab:third-party-notices',
    apply: 'build',
    applyToEnvironment: ({ name }) => name === 'client',
    generateBundle(_, bundle) {
      const ids = Object.values(bundle).flatMap((file) => (file.type === 'chunk' ? file.moduleIds : []));
      const names = ids.flatMap((id) => OF_PACKAGE.exec(id)?.[1] ?? []);
      // Helpers of the bundler itself are a few lines of its runtime.
      const packages = [...new Set([...names, ...FONTS, ...OFFLINE])].filter((name) => name !== 'vite').sort();
      this.emitFile({ type: 'asset', fileName: FILE, source: noticesOf(packages, 'node_modules') });
    },
  };
}

/** @throws for a package without licence text, and for one whose terms the site could not keep */
export function noticesOf(packages: readonly string[], modules: string): string {
  const head = 'Cluster Lab carries code and fonts of others. These are their terms.\n';
  return [head, ...packages.map((name) => noticeOf(name, path.join(modules, name)))].join(`\n${'='.repeat(78)}\n\n`);
}

function noticeOf(name: string, folder: string): string {
  const { version, license } = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8')) as {
    readonly version: string;
    readonly license?: string;
  };
  if (license === undefined) throw new Error(`${name} ${version} names no licence.`);
  if (COPYLEFT.test(license)) throw new Error(`${name} ${version} is under ${license}, which the site may not carry.`);
  const texts = readdirSync(folder)
    .filter((file) => /^(?:licen[cs]e|copying|notice|third-?party-?notices)/i.test(file))
    .filter((file) => existsSync(path.join(folder, file)))
    .map((file) => readFileSync(path.join(folder, file), 'utf8').trim());
  if (texts.length === 0) throw new Error(`${name} ${version} brings no licence text.`);
  return `${name} ${version} (${license})\n\n${texts.join('\n\n')}\n`;
}
