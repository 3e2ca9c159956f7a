/** All values that a generator yields, and its return value. */
export function collect<T, R>(generator: Generator<T, R>): { items: T[]; result: R } {
  const items: T[] = [];
  for (;;) {
    const next = generator.next();
    if (next.done) return { items, result: next.value };
    items.push(next.value);
  }
}
