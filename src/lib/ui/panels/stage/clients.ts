import type { Box, Size } from './geometry';

/** The room left for nodes once the clients stand. */
export interface Placed {
  readonly boxes: Readonly<Record<string, Box>>;
  readonly left: number;
  readonly bottom: number;
}

/** Down the left side, in as few columns as have room. */
export function aside(ids: readonly string[], size: Size, gap: number, stage: Size): Placed | null {
  const most = Math.floor((stage.height - gap) / (size.height + gap));
  if (most < 1) return ids.length === 0 ? { boxes: {}, left: 0, bottom: stage.height } : null;
  const columns = Math.ceil(ids.length / most);
  const left = columns * (size.width + gap);
  const rows = Math.ceil(ids.length / Math.max(1, columns));
  const boxes = ids.map((id, i): [string, Box] => {
    const x = gap + size.width / 2 + Math.floor(i / rows) * (size.width + gap);
    return [id, { x, y: gap + size.height / 2 + (i % rows) * (size.height + gap), ...size }];
  });
  return left > stage.width / 2 ? null : { boxes: Object.fromEntries(boxes), left, bottom: stage.height };
}

/** Along the bottom, in as few rows as have room. */
export function below(ids: readonly string[], size: Size, gap: number, stage: Size): Placed | null {
  const most = Math.floor((stage.width - gap) / (size.width + gap));
  if (most < 1) return null;
  const rows = Math.ceil(ids.length / most);
  const inRow = Math.ceil(ids.length / Math.max(1, rows));
  const bottom = stage.height - rows * (size.height + gap);
  const room = stage.width / Math.max(1, inRow);
  const boxes = ids.map((id, i): [string, Box] => {
    const y = bottom + size.height / 2 + Math.floor(i / inRow) * (size.height + gap);
    return [id, { x: room * ((i % inRow) + 0.5), y, ...size }];
  });
  return bottom < stage.height / 2 ? null : { boxes: Object.fromEntries(boxes), left: 0, bottom };
}
