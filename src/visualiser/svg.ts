/** A scene as an SVG file: the picture as it is on the page, to be kept, printed or shown elsewhere. Pure. */
import { handlesOf } from './path-geometry.ts';
import type { ColourName, Item, Mark, Point, Scene } from './shape.ts';

export interface SvgLook {
  /** What a colour's name stands for, as CSS writes it. */
  readonly colour: (name: ColourName) => string;
  readonly font: string;
  /** Below the picture: what it shows, so that it can stand alone; without it where the page says that. */
  readonly caption?: string;
}

const CAPTION_ROOM = 30;

export function toSvg({ size, marks, items }: Scene, look: SvgLook): string {
  const { caption } = look;
  const height = size.height + (caption === undefined ? 0 : CAPTION_ROOM);
  const parts = [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${size.width}" height="${height}" viewBox="0 0 ${size.width} ${height}" font-family="${escapeXml(look.font)}">`,
    ...(caption === undefined ? [] : [`<title>${escapeXml(caption)}</title>`]),
    `<rect width="100%" height="100%" fill="${look.colour('sunken')}"/>`,
    ...marks.map((mark) => drawMark(mark, look)),
    ...items.map((item) => drawItem(item, look)),
    ...(caption === undefined
      ? []
      : [text({ x: 14, y: size.height + 18 }, caption, { size: 12, colour: look.colour('ink-soft') })]),
    '</svg>',
  ];
  return parts.join('\n');
}

function drawMark(mark: Mark, { colour }: SvgLook): string {
  const ink = colour(mark.colour);
  switch (mark.kind) {
    case 'line': {
      const dash = { solid: '', dashed: ' stroke-dasharray="5 5"', dotted: ' stroke-dasharray="1.5 4.5"' }[mark.dash];
      return `<path d="${pathOf(mark.through)}" fill="none" stroke="${ink}" stroke-width="${mark.width}" stroke-linecap="round" opacity="${round(mark.opacity)}"${dash}/>`;
    }
    case 'dot':
      return `<circle ${at(mark.at)} r="${mark.radius}" fill="${ink}"/>`;
    case 'ring':
      return `<circle ${at(mark.at)} r="${mark.radius}" fill="${colour('surface')}" stroke="${ink}" stroke-width="2.5"/>`;
    case 'envelope': {
      const [left, top, high] = [mark.at.x - mark.width / 2, mark.at.y - mark.width / 3, (mark.width * 2) / 3];
      const box = `M${round(left)} ${round(top)}h${mark.width}v${round(high)}h${-mark.width}z`;
      const flap = `M${round(left)} ${round(top)}L${round(mark.at.x)} ${round(top + high * 0.6)}L${round(left + mark.width)} ${round(top)}`;
      return `<path d="${box}${flap}" fill="${colour('surface')}" stroke="${ink}" stroke-width="1.5"/>`;
    }
    case 'glow':
    case 'bar': {
      const { x, y, width, height } = mark.place;
      const isGlow = mark.kind === 'glow';
      const reach = isGlow ? 6 : 0;
      const opacity = isGlow ? 0.25 * mark.strength : mark.opacity;
      return `<rect x="${round(x - reach)}" y="${round(y - reach)}" width="${round(width + 2 * reach)}" height="${round(height + 2 * reach)}" rx="${isGlow ? 14 : 1}" fill="${ink}" opacity="${round(opacity)}"/>`;
    }
    default:
      return mark satisfies never;
  }
}

function drawItem(item: Item, { colour }: SvgLook): string {
  const { x, y, width, height } = item.place;
  const [ink, soft, own] = [colour('ink'), colour('ink-soft'), colour(item.colour)];
  if (item.kind === 'note') {
    return [item.title, ...item.lines]
      .map((line, index) => text({ x, y: y + 13 + index * 16 }, line, { size: 11.5, colour: own }))
      .join('');
  }
  const isCard = item.kind === 'process';
  const dash = item.look === 'dashed' || item.look === 'faded' ? ' stroke-dasharray="4 4"' : '';
  const base = isCard ? y + 21 : y + height / 2 + 4;
  const title = { size: isCard ? 13.5 : 11.5, weight: 600, colour: item.look === 'faded' ? soft : ink };
  return [
    `<rect x="${round(x)}" y="${round(y)}" width="${round(width)}" height="${round(height)}" rx="${isCard ? 9 : 10}" fill="${colour('surface')}" stroke="${own}" stroke-width="${isCard ? 2 : 1.5}"${dash}/>`,
    text({ x: x + 12, y: base }, item.title, title),
    text({ x: x + width - 12, y: base }, item.count, { size: isCard ? 16 : 11, weight: 680, colour: own, isEnd: true }),
    ...item.lines.map((line, index) =>
      text({ x: x + 12, y: base + 17 * (index + 1) }, line, { size: 12, colour: soft }),
    ),
    ...(item.level === null
      ? []
      : [
          `<rect x="${round(x + 2)}" y="${round(y + height - 5)}" width="${round((width - 4) * item.level)}" height="4" fill="${own}" opacity="0.55"/>`,
        ]),
  ].join('');
}

interface TextLook {
  readonly size: number;
  readonly colour: string;
  readonly weight?: number;
  readonly isEnd?: boolean;
}

function text({ x, y }: Point, words: string, { size, colour, weight = 450, isEnd = false }: TextLook): string {
  if (words === '') return '';
  return `<text x="${round(x)}" y="${round(y)}" font-size="${size}" font-weight="${weight}" fill="${colour}"${isEnd ? ' text-anchor="end"' : ''}>${escapeXml(words)}</text>`;
}

function pathOf(points: readonly Point[]): string {
  return points
    .map((to, index) => {
      const from = points[index - 1];
      if (from === undefined) return `M${round(to.x)} ${round(to.y)}`;
      const [one, other] = handlesOf(from, to);
      return `C${[one, other, to].map((point) => `${round(point.x)} ${round(point.y)}`).join(' ')}`;
    })
    .join('');
}

function at({ x, y }: Point): string {
  return `cx="${round(x)}" cy="${round(y)}"`;
}

function round(length: number): number {
  return Math.round(length * 100) / 100;
}

/** Learner code chooses messages and names: nothing of it may become markup. */
export function escapeXml(words: string): string {
  return words
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd]/g, '');
}
