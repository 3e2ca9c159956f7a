/** The order of keys for reading: what it is, whom it is about, then the rest. */
const ORDER = [
  ...['question', 'choices', 'point', 'text', 'right'],
  ...[
    'action',
    'do',
    'until',
    'hint',
    'solution',
    'side',
    'message',
    'id',
    'node',
    'client',
    'from',
    'to',
    'index',
    'nth',
    'both',
  ],
  ...['role', 'term', 'voted_for', 'commit_index', 'last_applied', 'log', 'store', 'alive'],
  ...['candidate_id', 'last_log_index', 'last_log_term', 'vote_granted'],
  ...[
    'leader_id',
    'prev_log_index',
    'prev_log_term',
    'entries',
    'leader_commit',
    'commit_term',
    'success',
    'match_index',
  ],
  ...['request', 'op', 'key', 'value', 'ok', 'result', 'leader', 'requests', 'reply'],
];

const TOLD = ['why', 'shows', 'note', 'speaker', 'ask'];

/** A table with its keys in writing order, so that equal scenarios give equal files. Notes and questions come last. */
export function inOrder(table: object): object {
  const rank = (key: string) => {
    if (TOLD.includes(key)) return ORDER.length + 1 + TOLD.indexOf(key);
    const at = ORDER.indexOf(key);
    return at < 0 ? ORDER.length : at;
  };
  const entries = Object.entries(table).sort(([a], [b]) => rank(a) - rank(b) || (a < b ? -1 : 1));
  return Object.fromEntries(entries);
}
