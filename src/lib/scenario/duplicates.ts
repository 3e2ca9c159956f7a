import type { Problem } from './errors';
import { valueProblem, type Numbered } from './format-of-system';

/** Finds ids that have two `[[node]]` or `[[client]]` tables. */
export function duplicates(
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
