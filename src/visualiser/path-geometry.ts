/** The geometry of paths: softly bent curves through points, and the points that a place offers as their ends. */
import type { Place, Point } from './shape.ts';

export function leftOf({ x, y, height }: Place, part = 0.5): Point {
  return { x, y: y + height * part };
}

export function rightOf({ x, y, width, height }: Place, part = 0.5): Point {
  return { x: x + width, y: y + height * part };
}

export function middleOf({ x, y, width, height }: Place): Point {
  return { x: x + width / 2, y: y + height / 2 };
}

export function bottomOf({ x, y, width, height }: Place): Point {
  return { x: x + width / 2, y: y + height };
}

export function topOf({ x, y, width }: Place): Point {
  return { x: x + width / 2, y };
}

/** A cubic Bézier curve's two handles between two points: level halfway, or upright where the leg is steep. */
export function handlesOf(from: Point, to: Point): readonly [Point, Point] {
  if (Math.abs(to.x - from.x) < Math.abs(to.y - from.y) / 4) {
    const bend = (from.y + to.y) / 2;
    return [
      { x: from.x, y: bend },
      { x: to.x, y: bend },
    ];
  }
  const bend = (from.x + to.x) / 2;
  return [
    { x: bend, y: from.y },
    { x: bend, y: to.y },
  ];
}

/** The point at `progress` (0 to 1) of a path; its legs count by their length. */
export function along(through: readonly Point[], progress: number): Point {
  const first = through[0] ?? { x: 0, y: 0 };
  const legs = through.slice(1).map((to, index) => {
    const from = through[index] ?? first;
    return { from, to, length: Math.hypot(to.x - from.x, to.y - from.y) };
  });
  let rest = Math.min(1, Math.max(0, progress)) * legs.reduce((sum, { length }) => sum + length, 0);
  for (const { from, to, length } of legs) {
    if (rest <= length && length > 0) return onCurve(from, to, rest / length);
    rest -= length;
  }
  return through.at(-1) ?? first;
}

function onCurve(from: Point, to: Point, t: number): Point {
  const [one, other] = handlesOf(from, to);
  const mix = (a: number, b: number, c: number, d: number) =>
    (1 - t) ** 3 * a + 3 * (1 - t) ** 2 * t * b + 3 * (1 - t) * t ** 2 * c + t ** 3 * d;
  return { x: mix(from.x, one.x, other.x, to.x), y: mix(from.y, one.y, other.y, to.y) };
}
