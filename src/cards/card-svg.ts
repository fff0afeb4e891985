/** The picture that other sites show of a link: what the page is called, and a true piece of what is behind it. Pure. */
import { CARD } from '../features/embed/model/oembed.ts';
import type { Scene } from '../visualiser/shape.ts';
import { escapeXml, toSvg } from '../visualiser/svg.ts';

/** A text in one colour, named in the page's tokens. */
export interface Span {
  readonly text: string;
  readonly colour: string;
}

export interface Card {
  readonly title: string;
  /** Where in the course it is: “Lesson 3 · Cluster basics”. */
  readonly place: string;
  readonly content:
    | { readonly kind: 'run'; readonly scene: Scene; readonly caption: string }
    | { readonly kind: 'code'; readonly lines: readonly (readonly Span[])[] }
    | { readonly kind: 'words'; readonly words: string };
}

export type Colours = (name: string) => string;

/** Of the fonts that `card-png.ts` brings. */
const TEXT = 'Geist';
const CODE = 'JetBrains Mono';

const EDGE = 64;
const PANEL = { x: EDGE, y: 262, width: CARD.width - 2 * EDGE, height: CARD.height - 262 - 52 };
const PANEL_SHAPE = `x="${PANEL.x}" y="${PANEL.y}" width="${PANEL.width}" height="${PANEL.height}" rx="18"`;
/** Where a run is drawn, before it is enlarged to fill the panel. */
export const RUN_SIZE = { width: 804, height: 204 };
const RUN_SCALE = PANEL.width / RUN_SIZE.width;

const LINE = 30;
export const CODE_LINES = Math.floor((PANEL.height - 28) / LINE);
const CODE_COLUMNS = 84;
const TITLE_COLUMNS = 36;
const WORDS_COLUMNS = 66;

export function cardSvg({ title, place, content }: Card, colour: Colours): string {
  const lines = wrap(title, TITLE_COLUMNS).slice(0, 2);
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${CARD.width} ${CARD.height}" font-family="${TEXT}">`,
    `<rect width="100%" height="100%" fill="${colour('paper')}"/>`,
    brand(colour),
    `<text x="${CARD.width - EDGE}" y="80" font-size="26" fill="${colour('ink-soft')}" text-anchor="end">${escapeXml(place)}</text>`,
    ...lines.map((line, index) => {
      const y = lines.length === 1 ? 196 : 166 + index * 64;
      return `<text x="${EDGE}" y="${y}" font-size="58" font-weight="600" letter-spacing="-1" fill="${colour('ink')}">${escapeXml(line)}</text>`;
    }),
    `<clipPath id="panel"><rect ${PANEL_SHAPE}/></clipPath>`,
    `<rect ${PANEL_SHAPE} fill="${colour('sunken')}"/>`,
    `<g clip-path="url(#panel)">${drawContent(content, colour)}</g>`,
    `<rect ${PANEL_SHAPE} fill="none" stroke="${colour('line')}" stroke-width="2"/>`,
    '</svg>',
  ].join('\n');
}

function brand(colour: Colours): string {
  return `<g transform="translate(${EDGE - 4} 48) scale(2)">
    <path d="M6.5 12H11M13 12l4-5M13 12l4 5" stroke="${colour('ink')}" stroke-width="1.6" fill="none"/>
    <circle cx="5" cy="12" r="1.9" fill="${colour('ink')}"/><circle cx="12" cy="12" r="2.5" fill="${colour('primary')}"/>
    <circle cx="18.5" cy="6" r="2.5" fill="${colour('worker-1')}"/><circle cx="18.5" cy="18" r="2.5" fill="${colour('worker-2')}"/>
  </g><text x="${EDGE + 56}" y="81" font-size="28" font-weight="600" fill="${colour('ink')}">Cluster Lab</text>`;
}

function drawContent(content: Card['content'], colour: Colours): string {
  switch (content.kind) {
    case 'run': {
      const svg = toSvg(content.scene, { colour, font: TEXT, caption: content.caption });
      return `<g transform="translate(${PANEL.x} ${PANEL.y + 6}) scale(${RUN_SCALE})">${svg}</g>`;
    }
    case 'code':
      return content.lines
        .slice(0, CODE_LINES)
        .map((spans, index) => codeLine(spans, PANEL.y + 44 + index * LINE, colour))
        .join('\n');
    case 'words':
      return wrap(content.words, WORDS_COLUMNS)
        .slice(0, 7)
        .map((line, index) => {
          const y = PANEL.y + 62 + index * 40;
          return `<text x="${PANEL.x + 36}" y="${y}" font-size="29" fill="${colour('ink')}">${escapeXml(line)}</text>`;
        })
        .join('\n');
    default:
      return content satisfies never;
  }
}

function codeLine(spans: readonly Span[], y: number, colour: Colours): string {
  let room = CODE_COLUMNS;
  const drawn = spans.map(({ text, colour: name }) => {
    const shown = text.length <= room || room === 0 ? text.slice(0, room) : `${text.slice(0, room - 1)}…`;
    room -= shown.length;
    return `<tspan fill="${colour(name)}">${escapeXml(shown)}</tspan>`;
  });
  return `<text x="${PANEL.x + 30}" y="${y}" font-family="${CODE}" font-size="20" xml:space="preserve">${drawn.join('')}</text>`;
}

/** At spaces, into lines of at most `columns` characters; a longer word keeps a line of its own. */
export function wrap(words: string, columns: number): string[] {
  const lines = [''];
  for (const word of words.split(/\s+/)) {
    const line = lines.at(-1) as string;
    if (line === '') lines[lines.length - 1] = word;
    else if (line.length + 1 + word.length <= columns) lines[lines.length - 1] = `${line} ${word}`;
    else lines.push(word);
  }
  return lines;
}
