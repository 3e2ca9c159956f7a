import type { Setup } from '../../protocol/setup';

/** The `[raft]` table, in camelCase. */
export interface RaftOptions {
  readonly autoStart: boolean;
  readonly replication: 'synchronous' | 'pipelined';
  readonly commitNotification: boolean;
  readonly leaderNoop: boolean;
  readonly clientSessions: boolean;
  readonly bugs: readonly string[];
}

export const DEFAULT_RAFT_OPTIONS: RaftOptions = {
  autoStart: true,
  replication: 'synchronous',
  commitNotification: true,
  leaderNoop: false,
  clientSessions: false,
  bugs: [],
};

export function raftOptions(setup: Setup): RaftOptions {
  return { ...DEFAULT_RAFT_OPTIONS, ...(setup.options['raft'] as Partial<RaftOptions> | undefined) };
}
