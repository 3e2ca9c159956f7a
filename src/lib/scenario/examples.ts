/** A scenario offered in the menu: a file under `static/examples/`, fetched relative to the page. */
export interface Example {
  readonly file: string;
  readonly title: string;
}

/** In the order of the menu. The first is the emulation's own config, to the letter; it has no title of its own. */
export const EXAMPLES: readonly Example[] = [
  { file: 'config.toml', title: 'The default cluster' },
  { file: 'election.toml', title: 'An election with rejected votes' },
  { file: 'split-vote.toml', title: 'A split vote, and a candidate that gives way' },
  { file: 'put-get-delete.toml', title: 'Put, get, delete, and put again' },
  { file: 'overwrite.toml', title: 'A follower whose log is overwritten' },
  { file: 'not-leader.toml', title: 'A request to a node that is no leader' },
  { file: 'sessions.toml', title: 'A request sent twice is done once' },
  { file: 'two-leaders.toml', title: 'A second leader of the same term' },
  { file: 'figure-7.toml', title: 'Figure 7: six followers and a new leader' },
  { file: 'figure-8.toml', title: 'Figure 8: on a majority, and not committed' },
  { file: 'figure-8-rule.toml', title: 'Figure 8: an entry of its own term commits both' },
  { file: 'multipaxos.toml', title: 'MultiPaxos: a leader, three acceptors, two replicas' },
  { file: 'multipaxos-duel.toml', title: 'MultiPaxos: a duel of two proposers' },
  { file: 'single.toml', title: 'One server, and no consensus' },
  { file: 'gossip.toml', title: 'Gossip: all agree in the end' },
];
