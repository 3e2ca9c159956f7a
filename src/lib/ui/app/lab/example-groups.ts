import type { ExampleGroup } from '../../../scenario/examples';
import type { Kind } from '../../run/toml';

/** The examples of a page, grouped. Loaded after the page; without a network, as many as could be loaded. */
export async function exampleGroups(kind: Kind): Promise<readonly ExampleGroup[]> {
  try {
    if (kind === 'pair') {
      const { PAIR_EXAMPLES } = await import('../../../scenario/pair-examples');
      return [{ title: 'Two systems, fed the same', examples: PAIR_EXAMPLES }];
    }
    const [{ EXAMPLE_GROUPS }, { BUG_EXAMPLES }] = await Promise.all([
      import('../../../scenario/examples'),
      import('../../../scenario/bug-examples'),
    ]);
    return [...EXAMPLE_GROUPS, { title: 'Bugs to see go wrong', examples: BUG_EXAMPLES }];
  } catch {
    return [];
  }
}
