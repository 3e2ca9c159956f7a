/** Numbers for objects that only differ by identity. */
type Identities = WeakMap<object, number>;

/**
 * A string that only equal states share, so that a search can recognise states that it has visited. Plain data, Maps and
 * Sets are compared by content; anything else by identity.
 */
export function fingerprinter(): (state: unknown) => string {
  const identities: Identities = new WeakMap();
  let next = 0;
  const identity = (object: object) => {
    if (!identities.has(object)) identities.set(object, ++next);
    return `#${identities.get(object)}`;
  };
  const print = (value: unknown, above: readonly object[]): string => {
    if (typeof value === 'string') return JSON.stringify(value);
    if (typeof value === 'symbol') throw new TypeError('a model’s state holds no symbols');
    if (typeof value === 'bigint') return `${value}n`;
    if ((typeof value !== 'object' && typeof value !== 'function') || value === null) {
      return Object.is(value, -0) ? '0' : String(value);
    }
    if (above.includes(value)) return identity(value);
    const within = [...above, value];
    const inner = (item: unknown) => print(item, within);
    if (Array.isArray(value)) return `[${value.map(inner).join()}]`;
    if (value instanceof Map) return `M{${pairs([...value], inner)}}`;
    if (value instanceof Set) return `S{${[...value].map(inner).sort().join()}}`;
    const prototype: unknown = Object.getPrototypeOf(value);
    if (prototype !== Object.prototype && prototype !== null) return identity(value);
    return `{${pairs(Object.entries(value), inner)}}`;
  };
  return (state) => print(state, []);
}

function pairs(entries: readonly (readonly [unknown, unknown])[], print: (item: unknown) => string): string {
  return entries
    .map(([key, item]) => `${print(key)}:${print(item)}`)
    .sort()
    .join();
}
