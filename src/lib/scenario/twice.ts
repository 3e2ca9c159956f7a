import type { Problem } from './errors';
import { valueProblem, type Numbered } from './format-of-system';

/** No two `[[node]]` or `[[client]]` tables for one id. */
export function twice(
  kind: 'node' | 'client',
  tables: readonly Numbered<{ readonly id: string }>[],
): Problem[] {
  const seen = new Set<string>();
  return tables.flatMap(({ number, value: { id } }) => {
    if (!seen.has(id)) {
      seen.add(id);
      return [];
    }
    return [valueProblem([kind, number, 'id'], `there are two [[${kind}]] tables for ${id}: expected one`)];
  });
}
