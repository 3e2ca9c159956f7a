/** A scenario offered in the menu: a file under `static/examples/`, fetched relative to the page. */
export interface Example {
  readonly file: string;
  readonly title: string;
}

/** In the order of the menu. The first is the emulation's own config, to the letter; it has no title of its own. */
export const EXAMPLES: readonly Example[] = [
  { file: 'config.toml', title: 'The default cluster' },
  { file: 'election.toml', title: 'An election with rejected votes' },
  { file: 'put-get-delete.toml', title: 'Put, get, delete, and put again' },
  { file: 'overwrite.toml', title: 'A follower whose log is overwritten' },
  { file: 'not-leader.toml', title: 'A request to a node that is no leader' },
];
