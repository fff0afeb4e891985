/** The site's icon as PNG, for home screens: as it is, or filling a square of which a phone cuts its own shape. */
import { readFileSync } from 'node:fs';
import { Resvg } from '@resvg/resvg-js';

/** A phone may show the middle four fifths alone; the mark reaches beyond them. */
const SAFE = 0.74;

export function iconPng(size: number, fillsSquare: boolean): Uint8Array<ArrayBuffer> {
  const svg = readFileSync('public/favicon.svg', 'utf8');
  const image = new Resvg(fillsSquare ? filled(svg) : svg, { fitTo: { mode: 'width', value: size } }).render();
  return new Uint8Array(image.asPng());
}

/** The ground without its round corners, the mark smaller about its middle. */
function filled(svg: string): string {
  const [, ground = '', mark = ''] = /^<svg[^>]*>(<rect[^>]*>)([\s\S]*)<\/svg>\s*$/.exec(svg) ?? [];
  if (mark === '') throw new Error('favicon.svg is no longer a ground and a mark.');
  const inset = 12 * (1 - SAFE);
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24">${ground.replace(/ rx="[^"]*"/, '')}<g transform="translate(${inset} ${inset}) scale(${SAFE})">${mark}</g></svg>`;
}
