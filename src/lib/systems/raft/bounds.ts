/**
 * Bounds that the paper sets on results: how far logs match, and how far they are committed. The paper's own decisions
 * always stay within them. If a result does not, a deliberate bug decided: the verdict holds, and says what was overruled.
 */
import { all, compareNumbers, done, HOLDS, tacit } from '../../protocol/verdict';
import type { ActorId } from '../../protocol/message';
import { lastIndexIn, ownTermAt, type RaftVerdict } from './decisions';
import { entryAt, firstMissing, type Log } from './log';
import type { MessageOf } from './message';
import type { RaftState } from './state';

type AppendEntries = MessageOf<'AppendEntries'>;

/** Each voter counts once (§5.2). @param votes the voters counted before */
export function countsOnce(votes: readonly ActorId[], voter: ActorId): RaftVerdict {
  const before = votes.filter((one) => one === voter).length;
  const counted = { name: 'votes of its voter so far', value: before, of: voter };
  return done(tacit(compareNumbers('counted-once', counted, '=', { name: '', value: 0 })));
}

const inMessage = (message: AppendEntries) => ({
  name: 'last index in the message',
  value: lastIndexIn(message),
  of: message.from,
});

const termInMessage = (message: AppendEntries, index: number) => ({
  name: 'term in the message',
  value: entryAt(message.entries, index - message.prevLogIndex)?.term ?? 0,
  of: message.from,
  at: index,
});

/** The merged log holds the message's entries (AppendEntries receiver 3 and 4). */
export function holdsEntries({ id }: RaftState, log: Log, message: AppendEntries): RaftVerdict {
  const at = firstMissing(log, message.prevLogIndex, message.entries);
  if (at === null) return HOLDS;
  return done(compareNumbers('same-term', ownTermAt({ id, log }, at), '=', termInMessage(message, at)));
}

/**
 * An entry is deleted only if the message has a conflicting one at its index (receiver 3). @param node before the deletion
 */
export function conflicts(node: RaftState, index: number, message: AppendEntries): RaftVerdict {
  const deleted = { name: 'index to delete', value: index, of: node.id };
  return all(
    done(tacit(compareNumbers('covered', deleted, '≤', inMessage(message)))),
    done(compareNumbers('conflict', ownTermAt(node, index), '≠', termInMessage(message, index))),
  );
}

/** A follower acknowledges only what the message proved to match (§5.3). */
export function acknowledgesProved(
  { id }: RaftState,
  matchIndex: number,
  message: AppendEntries,
): RaftVerdict {
  const told = { name: 'matchIndex', value: matchIndex, of: id };
  return done(tacit(compareNumbers('acknowledged', told, '≤', inMessage(message))));
}

/** A follower commits only what the leader has committed and the message proved to match (receiver 5). */
export function commitsProved(
  node: RaftState,
  index: number,
  message: AppendEntries,
  proof: RaftVerdict,
): RaftVerdict {
  const { leaderCommit, from } = message;
  const known = { name: 'commitIndex', value: node.commitIndex, of: node.id };
  const proved = { ...inMessage(message), name: 'last index proved to match' };
  const commit = { name: 'index to commit', value: index, of: node.id };
  return all(
    done(compareNumbers('commit-newer', { name: 'leaderCommit', value: leaderCommit, of: from }, '>', known)),
    tacit(proof),
    done(compareNumbers('commit-proved', proved, '>', known)),
    done(tacit(compareNumbers('commit-bound', commit, '≤', proved))),
  );
}

/** A leader raises matchIndex only as far as the answer says, and never lowers it (§5.3). */
export function advancesMatch(
  node: RaftState,
  matchIndex: number,
  { from, matchIndex: told }: MessageOf<'AppendEntriesResponse'>,
): RaftVerdict {
  const taken = { name: 'matchIndex', value: matchIndex, of: node.id };
  const before = { name: 'matchIndex so far', value: node.matchIndex[from] ?? 0, of: node.id };
  return all(
    done(
      compareNumbers('match-told', taken, '≤', { name: 'matchIndex of the answer', value: told, of: from }),
    ),
    done(compareNumbers('match-newer', taken, '>', before)),
  );
}

/** Only committed entries are applied (§5.3). */
export function isCommitted({ id, commitIndex }: RaftState, index: number): RaftVerdict {
  const known = { name: 'commitIndex', value: commitIndex, of: id };
  return done(compareNumbers('committed', { name: 'index', value: index, of: id }, '≤', known));
}
