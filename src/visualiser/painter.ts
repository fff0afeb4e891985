/** Puts a scene's shapes on a canvas, crisp on every screen, in the colours of the page's theme. */
import type { ColourName, Shape } from './scene.ts';

export function paint(canvas: HTMLCanvasElement, shapes: readonly Shape[]): void {
  const context = canvas.getContext('2d');
  if (context === null) return;
  const scale = devicePixelRatio;
  const [width, height] = [Math.round(canvas.clientWidth * scale), Math.round(canvas.clientHeight * scale)];
  if (canvas.width !== width || canvas.height !== height) Object.assign(canvas, { width, height });
  context.setTransform(scale, 0, 0, scale, 0, 0);
  context.clearRect(0, 0, canvas.clientWidth, canvas.clientHeight);
  const style = getComputedStyle(canvas);
  const colour = (name: ColourName) => style.getPropertyValue(`--${name}`).trim();
  const font = style.getPropertyValue('--font-text');
  for (const shape of shapes) paintShape(context, shape, colour, font);
}

function paintShape(
  context: CanvasRenderingContext2D,
  shape: Shape,
  colour: (name: ColourName) => string,
  font: string,
): void {
  context.save();
  switch (shape.kind) {
    case 'curve': {
      const { from, to } = shape;
      const bend = (from.x + to.x) / 2;
      context.strokeStyle = colour(shape.colour);
      context.lineWidth = shape.width;
      if (shape.isDashed) context.setLineDash([4, 5]);
      context.beginPath();
      context.moveTo(from.x, from.y);
      context.bezierCurveTo(bend, from.y, bend, to.y, to.x, to.y);
      context.stroke();
      break;
    }
    case 'card':
      context.globalAlpha = shape.isFaded ? 0.45 : 1;
      context.fillStyle = colour('surface');
      context.strokeStyle = colour(shape.colour);
      context.lineWidth = 2;
      if (shape.isFaded) context.setLineDash([3, 4]);
      context.beginPath();
      context.roundRect(shape.at.x, shape.at.y, shape.width, shape.height, 9);
      context.fill();
      context.stroke();
      break;
    case 'dot':
      context.fillStyle = colour(shape.colour);
      context.beginPath();
      context.arc(shape.at.x, shape.at.y, shape.radius, 0, Math.PI * 2);
      context.fill();
      break;
    case 'text':
      context.fillStyle = colour(shape.colour);
      context.font = `${shape.weight} ${shape.size}px ${font}`;
      context.textAlign = shape.align;
      context.fillText(shape.text, shape.at.x, shape.at.y);
      break;
    default:
      shape satisfies never;
  }
  context.restore();
}
