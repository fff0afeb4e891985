/** Puts a scene's marks on a canvas, crisp on every screen, in the colours of the page's theme. */
import { handlesOf } from './path-geometry.ts';
import type { ColourName, Mark, Place, Point } from './shape.ts';

const DASHES = { solid: [], dashed: [5, 5], dotted: [1.5, 4.5] } as const;

export class Painter {
  readonly #canvas: HTMLCanvasElement;
  readonly #context: CanvasRenderingContext2D | null;
  readonly #colours = new Map<ColourName, string>();

  constructor(canvas: HTMLCanvasElement) {
    this.#canvas = canvas;
    this.#context = canvas.getContext('2d');
  }

  /** The theme has changed: colours are read anew. */
  forgetColours(): void {
    this.#colours.clear();
  }

  paint(marks: readonly Mark[]): void {
    const context = this.#context;
    if (context === null) return;
    const { clientWidth, clientHeight } = this.#canvas;
    const scale = devicePixelRatio;
    const [width, height] = [Math.round(clientWidth * scale), Math.round(clientHeight * scale)];
    if (this.#canvas.width !== width || this.#canvas.height !== height) Object.assign(this.#canvas, { width, height });
    context.setTransform(scale, 0, 0, scale, 0, 0);
    context.clearRect(0, 0, clientWidth, clientHeight);
    for (const mark of marks) {
      context.save();
      this.#paint(context, mark);
      context.restore();
    }
  }

  #paint(context: CanvasRenderingContext2D, mark: Mark): void {
    const colour = this.#colour(mark.colour);
    context.strokeStyle = context.fillStyle = colour;
    switch (mark.kind) {
      case 'line':
        context.globalAlpha = mark.opacity;
        context.lineWidth = mark.width;
        context.lineCap = 'round';
        context.setLineDash([...DASHES[mark.dash]]);
        context.stroke(pathThrough(mark.through));
        return;
      case 'dot':
        context.fill(circle(mark.at, mark.radius));
        return;
      case 'ring':
        context.fillStyle = this.#colour('surface');
        context.lineWidth = 2.5;
        context.fill(circle(mark.at, mark.radius));
        context.stroke(circle(mark.at, mark.radius));
        return;
      case 'envelope':
        context.fillStyle = this.#colour('surface');
        context.lineWidth = 1.5;
        context.lineJoin = 'round';
        context.fill(envelopeAround(mark.at, mark.width));
        context.stroke(envelopeAround(mark.at, mark.width));
        return;
      case 'glow':
        context.globalAlpha = 0.35 * mark.strength;
        context.shadowColor = colour;
        context.shadowBlur = 22;
        context.fill(box(mark.place, 9));
        return;
      case 'bar':
        context.globalAlpha = mark.opacity;
        context.fill(box(mark.place, 1));
        return;
      default:
        mark satisfies never;
    }
  }

  #colour(name: ColourName): string {
    let colour = this.#colours.get(name);
    if (colour === undefined) {
      colour = getComputedStyle(this.#canvas).getPropertyValue(`--${name}`).trim();
      this.#colours.set(name, colour);
    }
    return colour;
  }
}

function pathThrough(points: readonly Point[]): Path2D {
  const path = new Path2D();
  let from = points[0];
  if (from === undefined) return path;
  path.moveTo(from.x, from.y);
  for (const to of points.slice(1)) {
    const [one, other] = handlesOf(from, to);
    path.bezierCurveTo(one.x, one.y, other.x, other.y, to.x, to.y);
    from = to;
  }
  return path;
}

function circle({ x, y }: Point, radius: number): Path2D {
  const path = new Path2D();
  path.arc(x, y, radius, 0, Math.PI * 2);
  return path;
}

function box({ x, y, width, height }: Place, radius: number): Path2D {
  const path = new Path2D();
  path.roundRect(x, y, width, height, radius);
  return path;
}

function envelopeAround({ x, y }: Point, width: number): Path2D {
  const [left, top, height] = [x - width / 2, y - width / 3, (width * 2) / 3];
  const path = new Path2D();
  path.rect(left, top, width, height);
  path.moveTo(left, top);
  path.lineTo(x, top + height * 0.6);
  path.lineTo(left + width, top);
  return path;
}
