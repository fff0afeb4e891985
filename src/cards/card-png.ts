/** A card as a PNG file, with the site's own fonts and colours, so that it looks the same on whatever machine builds it. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { Resvg } from '@resvg/resvg-js';
import { CARD } from '../features/embed/model/oembed.ts';
import { cardSvg, type Card, type Colours } from './card-svg.ts';

// The web fonts of the pages are WOFF2, which the renderer does not read.
const { resolve } = createRequire(`${process.cwd()}/package.json`);
const FONTS = [
  '@expo-google-fonts/geist/400Regular/Geist_400Regular.ttf',
  '@expo-google-fonts/geist/600SemiBold/Geist_600SemiBold.ttf',
  '@expo-google-fonts/jetbrains-mono/400Regular/JetBrainsMono_400Regular.ttf',
].map((file) => resolve(file));

export function cardPng(card: Card): Uint8Array<ArrayBuffer> {
  const svg = cardSvg(card, lightColours());
  const image = new Resvg(svg, {
    fitTo: { mode: 'width', value: CARD.width },
    font: { fontFiles: FONTS, loadSystemFonts: false, defaultFontFamily: 'Geist' },
  }).render();
  return new Uint8Array(image.asPng());
}

/** As the style sheet names them, of the light theme: a card stands on pages of others. @throws for a name it lacks */
function lightColours(): Colours {
  const [light = ''] = readFileSync('src/styles/tokens.css', 'utf8').split("data-theme='dark'");
  const tokens = new Map([...light.matchAll(/--([\w-]+): (#[\da-f]{6});/g)].map(([, name, hex]) => [name, hex]));
  return (name) => {
    const hex = tokens.get(name);
    if (hex === undefined) throw new Error(`tokens.css has no colour --${name}`);
    return hex;
  };
}
