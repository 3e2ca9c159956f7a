import { multipaxosInsight } from '../systems/multipaxos/insight';
import type { Insight } from '../protocol/insight';
import type { Setup } from '../protocol/setup';
import { raftInsight } from '../systems/raft/insight';

const NONE: Insight = { bugs: [] };

/** By the system's name, where it has more to tell than it shows. */
export const INSIGHTS = {
  raft: raftInsight,
  multipaxos: multipaxosInsight,
} as unknown as Readonly<Record<string, Insight>>;

/** What the system that a set-up runs tells of itself. */
export const insightOf = ({ system }: Setup): Insight =>
  (Object.hasOwn(INSIGHTS, system) ? INSIGHTS[system] : undefined) ?? NONE;
