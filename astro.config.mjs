import { satteri } from '@astrojs/markdown-satteri';
import mdx from '@astrojs/mdx';
import { defineConfig } from 'astro/config';
import { courseIn } from './src/content-reader/read-course.ts';
import { browserNodePlugin } from '@cluster-lab/browser-node/build';
import { shelfPlugin } from '@cluster-lab/shelf/build';
import { buildStamp } from './scripts/build-stamp.ts';
import { guestPlugin } from './scripts/guest-bundle.ts';
import { footnotes, proseAnchors } from './scripts/prose-anchors.ts';
import { compressedCopies } from './scripts/compressed-copies.ts';
import { shortInlineScripts } from './scripts/inline-scripts.ts';
import { nodeApiModule } from './scripts/node-api-module.ts';
import { lateStyles } from './scripts/late-styles.ts';
import { serviceWorker } from './scripts/service-worker.ts';
import { thirdPartyNotices } from './scripts/third-party-notices.ts';
import { sandboxInDev } from './src/server/dev-integration.ts';

/** In dev the content is read at each boot, so that a step's new needs count at once. */
const needsOf = (step) =>
  courseIn('src/content')
    .lessons.flatMap(({ steps }) => steps)
    .find(({ id }) => id === step)?.program.needs ?? [];

/** Small modules of the first window; engines, editor and terminal stay apart, as they come later. */
const SHARED =
  /\/src\/(?:core|browser|components\/(?:chrome|kit)|features\/(?:progress|quiz|lesson|search)\/\w+|features\/\w+\/(?:model|client))\/|\/packages\/sandbox\/src\/file-rules\.ts|\/@preact\/signals-core\//;
/** Of those what comes later, or with an editor alone, however many pages want it then. */
const LATER = /\/features\/workshop\/|\/(?:run-link|run-file|seeded|quiz-item|dom|ask-first|put-off)\.ts/;

/** Small parts of every workspace, also where a run is only looked at; and what is too small to be a request. */
const SHARED_PARTS =
  /\/components\/workspace\/(?:session-of|picture-host|intent|process-words|follow-load|visualiser\.element|requests-table\.element)\.ts|\/share\/ui\/share-button\.element\.ts|\/visualiser\/(?:playhead|words)\.ts|\/quiz-item\.ts|\/sandbox\/src\/sandbox\.ts|vite\/preload-helper/;

/** A session and the choice of its engine: whoever has one has the other. */
const SESSION =
  /\/src\/session\/|\/components\/workspace\/(?:status-text|page-session|engines)\.ts|\/sandbox\/select-engine\.ts/;

export default defineConfig({
  // Where a hosted build will be: what other sites ask about its pages names it. Unknown on `npm start`.
  site: process.env.PUBLIC_SITE_URL,
  trailingSlash: 'always',
  devToolbar: { enabled: false },
  // Editors with Astro's extension complete the front matter of lessons and steps.
  experimental: { contentIntellisense: true },
  // The pages' policy refuses style elements (src/server/headers.ts).
  build: { inlineStylesheets: 'never' },
  // What is compressed last has everything in it; the stamp says that all of it is there.
  integrations: [mdx(), sandboxInDev(needsOf), shortInlineScripts(), serviceWorker(), compressedCopies(), buildStamp()],
  // Colours come from the design tokens, so that one markup serves the light and the dark theme.
  markdown: {
    shikiConfig: { theme: 'css-variables' },
    processor: satteri({ hastPlugins: [proseAnchors], features: { gfm: { footnotes } } }),
  },
  vite: {
    // Scripts and styles find each other by relative addresses, so that they run from any folder (scripts/export-scorm.ts).
    experimental: { renderBuiltUrl: (_file, { hostType }) => (hostType === 'html' ? undefined : { relative: true }) },
    plugins: [guestPlugin(), browserNodePlugin(), shelfPlugin(), lateStyles(), nodeApiModule(), thirdPartyNotices()],
    // What many pages share would be a dozen small files otherwise, each a request before a lesson can be used. What two or
    // three share, such as a lesson and its embeds, stays apart: no other page carries it.
    build: {
      rolldownOptions: {
        output: {
          codeSplitting: {
            groups: [
              { name: 'shared', test: (id) => SHARED.test(id) && !LATER.test(id), minShareCount: 4 },
              { name: 'workspace', test: SHARED_PARTS, minShareCount: 2 },
              // A group takes along what its modules import, unless another one has it: so what is common comes first.
              { name: 'lit-html', test: /\/node_modules\/lit-html\// },
              { name: 'session', test: SESSION, minShareCount: 2 },
              { name: 'workshop', test: /\/features\/workshop\/|\/kit\/dom\.ts/, minShareCount: 2 },
            ],
          },
        },
      },
    },
  },
});
