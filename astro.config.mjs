import mdx from '@astrojs/mdx';
import { defineConfig } from 'astro/config';
import { guestPlugin } from './scripts/guest-bundle.ts';

export default defineConfig({
  trailingSlash: 'always',
  devToolbar: { enabled: false },
  integrations: [mdx()],
  // Colours come from the design tokens, so that one markup serves the light and the dark theme.
  markdown: { shikiConfig: { theme: 'css-variables' } },
  vite: { plugins: [guestPlugin()] },
});
