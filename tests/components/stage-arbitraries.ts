import fc from 'fast-check';

export const ids = (prefix: string, count: number) =>
  Array.from({ length: count }, (_, i) => `${prefix}${i + 1}`);

const size = fc.record({ width: fc.integer({ min: 0, max: 260 }), height: fc.integer({ min: 0, max: 50 }) });

/** A stage of any size, with something in its corner or not. */
export const room = fc.record({
  width: fc.integer({ min: 200, max: 2500 }),
  height: fc.integer({ min: 200, max: 1600 }),
  rem: fc.integer({ min: 12, max: 30 }),
  target: fc.integer({ min: 24, max: 50 }),
  corner: fc.array(size, { maxLength: 2 }),
});

/** Who stands on it. */
export const stage = fc.record({
  nodes: fc.integer({ min: 1, max: 25 }).map((count) => ids('n', count)),
  clients: fc.integer({ min: 0, max: 25 }).map((count) => ids('c', count)),
  room,
});
