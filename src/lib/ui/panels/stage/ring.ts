import { between, type Point, type Size } from './geometry';

/** Chords between so many points stray from the curve by less than a thousandth of its size, or at the corners of a full one by a hundredth. */
const SAMPLES = 72;
const unitRings = new Map<number, readonly Point[]>();

/** Points on the superellipse around the origin whose half axes are 1: the powers are worked out once. */
function unitRing(exponent: number): readonly Point[] {
  const known = unitRings.get(exponent);
  if (known) return known;
  const bent = (part: number) => Math.sign(part) * Math.abs(part) ** (2 / exponent);
  const points = Array.from({ length: SAMPLES + 1 }, (_, i): Point => {
    const angle = -Math.PI / 2 + (2 * Math.PI * i) / SAMPLES;
    return { x: bent(Math.cos(angle)), y: bent(Math.sin(angle)) };
  });
  unitRings.set(exponent, points);
  return points;
}

/**
 * Points on a superellipse (2 is an ellipse, more is nearer to a rectangle), clockwise from the top, as far apart from one another along
 * it as cards of this size need: a step to the side counts in card widths, one down in card heights.
 *
 * @param rx,ry its half axes.
 */
export function onRing(
  exponent: number,
  count: number,
  centre: Point,
  rx: number,
  ry: number,
  card: Size,
): Point[] {
  if (count === 1) return [centre];
  const unit = unitRing(exponent);
  const [across, down] = [rx / card.width, ry / card.height];
  const walked = [0];
  for (let i = 1; i <= SAMPLES; i++) {
    const [from, to] = [unit[i - 1] as Point, unit[i] as Point];
    const [x, y] = [(to.x - from.x) * across, (to.y - from.y) * down];
    walked.push((walked[i - 1] as number) + Math.sqrt(x * x + y * y));
  }
  const round = walked[SAMPLES] as number;
  const spread = Array.from({ length: count }, (_, i) => {
    const wanted = (i * round) / count;
    const next = Math.max(
      1,
      walked.findIndex((length) => length >= wanted),
    );
    const [least, most] = [walked[next - 1] as number, walked[next] as number];
    const { x, y } = between(unit[next - 1] as Point, unit[next] as Point, (wanted - least) / (most - least));
    return { x: centre.x + rx * x, y: centre.y + ry * y };
  });
  const xs = stretched(
    spread.map(({ x }) => x),
    centre.x,
    rx,
  );
  const ys = stretched(
    spread.map(({ y }) => y),
    centre.y,
    ry,
  );
  return xs.map((x, i) => ({ x, y: ys[i] as number }));
}

/** Of few points none may lie at the bottom or at a side: they are drawn apart until they use all the room there is. */
function stretched(places: readonly number[], middle: number, half: number): number[] {
  const [least, most] = [Math.min(...places), Math.max(...places)];
  if (most - least < 1) return [...places];
  return places.map((place) => middle - half + ((place - least) / (most - least)) * 2 * half);
}
