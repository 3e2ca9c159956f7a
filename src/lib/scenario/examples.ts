/** A scenario in the menu of examples: a file below `static/examples/`, fetched relative to the page. */
export interface Example {
  readonly file: string;
  readonly title: string;
  /** One line on what it shows. */
  readonly shows: string;
}

/** A lesson of the course, by the name in its address. */
export interface LessonLink {
  readonly slug: string;
  readonly name: string;
}

/** Examples on one topic. */
export interface ExampleGroup {
  readonly title: string;
  /** The lessons about it. */
  readonly lessons?: readonly LessonLink[];
  readonly examples: readonly Example[];
}

/** In menu order. The first example is the emulation's own config, unchanged; it has no title of its own. */
export const EXAMPLE_GROUPS: readonly ExampleGroup[] = [
  {
    title: 'A whole cluster',
    lessons: [{ slug: 'replicating-a-put', name: 'Lesson 4: Replicating a put, and when it is safe' }],
    examples: [
      {
        file: 'config.toml',
        title: 'The default cluster',
        shows: 'Five nodes; three clients send five requests each.',
      },
      {
        file: 'three.toml',
        title: 'Three nodes, one client, nothing asked yet',
        shows: 'Elect a leader, then make the first request yourself.',
      },
      {
        file: 'put-get-delete.toml',
        title: 'Put, get, delete, and put again',
        shows: 'Six requests, each through the log of a majority.',
      },
    ],
  },
  {
    title: 'Elections',
    lessons: [
      { slug: 'electing-a-leader', name: 'Lesson 2: Electing a leader' },
      { slug: 'split-votes', name: 'Lesson 3: One vote a term, and a round with no winner' },
      { slug: 'comparing-logs', name: 'Lesson 10: Why a vote compares logs' },
    ],
    examples: [
      {
        file: 'election.toml',
        title: 'An election with rejected votes',
        shows: 'A log that is behind wins no votes.',
      },
      {
        file: 'split-vote.toml',
        title: 'A split vote, and a candidate that gives way',
        shows: 'Two candidates in one term; one vote decides.',
      },
      {
        file: 'split-vote-none.toml',
        title: 'A split vote without a winner',
        shows: 'Two votes each of four: the term ends without a leader.',
      },
      {
        file: 'two-leaders.toml',
        title: 'A second leader of the same term',
        shows: 'A message that cannot come about, and one of a newer term.',
      },
    ],
  },
  {
    title: 'Replication and commit',
    lessons: [
      { slug: 'repairing-a-follower', name: 'Lesson 7: A follower is repaired' },
      { slug: 'only-its-own-term', name: 'Lesson 11: Figure 8: why a leader counts only its own term' },
    ],
    examples: [
      {
        file: 'overwrite.toml',
        title: 'A follower whose log is overwritten',
        shows: 'The leader steps back to where the logs match.',
      },
      {
        file: 'figure-7.toml',
        title: 'Figure 7: six followers and a new leader',
        shows: 'Six ways in which a log can differ, all repaired.',
      },
      {
        file: 'figure-8.toml',
        title: 'Figure 8: on a majority, and not committed',
        shows: 'An entry of an older term is overwritten.',
      },
      {
        file: 'figure-8-rule.toml',
        title: 'Figure 8: an entry of its own term commits both',
        shows: 'Why a leader counts only entries of its own term.',
      },
    ],
  },
  {
    title: 'When the leader fails',
    lessons: [
      { slug: 'the-leader-crashes', name: 'Lesson 8: The leader crashes before, and after, the commit' },
      { slug: 'a-partition', name: 'Lesson 9: A partition: the smaller side cannot commit' },
    ],
    examples: [
      {
        file: 'crash-before-commit.toml',
        title: 'The leader crashes before the commit',
        shows: 'The entry is lost, and the client never had an answer.',
      },
      {
        file: 'crash-after-commit.toml',
        title: 'The leader crashes after the commit',
        shows: 'The next leader holds the entry, and a read finds it.',
      },
      {
        file: 'minority.toml',
        title: 'A minority that cannot commit',
        shows: 'Two leaders on two sides of a cut; one of them commits.',
      },
    ],
  },
  {
    title: 'Clients',
    lessons: [
      { slug: 'reads-too', name: 'Lesson 5: Reads go through the log, too' },
      { slug: 'doing-it-once', name: 'Lesson 12: Lost answers, retries, and doing it once' },
    ],
    examples: [
      {
        file: 'not-leader.toml',
        title: 'A request to a node that is no leader',
        shows: 'The answer names the leader.',
      },
      {
        file: 'sessions.toml',
        title: 'A request sent twice is done once',
        shows: 'The answer is lost; the store remembers the request.',
      },
    ],
  },
  {
    title: 'Other systems',
    lessons: [
      { slug: 'one-server', name: 'Lesson 1: One server is not enough' },
      { slug: 'multipaxos', name: 'Lesson 15: MultiPaxos does the same, in other words' },
      { slug: 'gossip-is-not-consensus', name: 'Lesson 16: Gossip is not consensus' },
    ],
    examples: [
      {
        file: 'multipaxos.toml',
        title: 'MultiPaxos: a leader, three acceptors, two replicas',
        shows: 'Ballots, slots, and a commit that is lost and fetched.',
      },
      {
        file: 'multipaxos-duel.toml',
        title: 'MultiPaxos: a duel of two proposers',
        shows: 'The higher ballot wins and keeps what may be chosen.',
      },
      {
        file: 'single.toml',
        title: 'One server, and no consensus',
        shows: 'Every answer at once, and none while it is down.',
      },
      {
        file: 'gossip.toml',
        title: 'Gossip: all agree in the end',
        shows: 'Reads may be old; all peers come to the same number.',
      },
    ],
  },
];

export const EXAMPLES: readonly Example[] = EXAMPLE_GROUPS.flatMap(({ examples }) => examples);
