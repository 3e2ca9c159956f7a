import { mutationsOf } from './mutation.js';

/** Mutations of Raft's rules, decisions and log, clients and state machine. */
export const RAFT = [
  ...mutationsOf('systems/raft/rules.ts', [
    [
      'a new term keeps the vote of the old one',
      '{ currentTerm: term, votedFor: null, leader }',
      '{ currentTerm: term, leader }',
    ],
    [
      'who steps down keeps its votes',
      'return set(down, { votes: [], nextIndex: {}, matchIndex: {} });',
      'return set(down, { nextIndex: {}, matchIndex: {} });',
    ],
    [
      'who steps down keeps what it knew of followers',
      'return set(down, { votes: [], nextIndex: {}, matchIndex: {} });',
      'return set(down, { votes: [] });',
    ],
    [
      'a leader that steps down starts no election timer',
      "role === 'leader' ? startTimer(loseRequests(told), 'election') : told",
      "role === 'leader' ? loseRequests(told) : told",
    ],
    [
      'a leader that steps down leaves its clients without answer',
      'startTimer(loseRequests(told), ',
      'startTimer(told, ',
    ],
    [
      'the commit index falls',
      'if (index <= commitIndex) return turn;',
      'if (index === commitIndex) return turn;',
    ],
    [
      'what is appended goes in front',
      'const log = append(turn.node.log, entry);',
      'const log = [entry, ...turn.node.log];',
    ],
    [
      'a lone leader never commits',
      'return advanceCommit(sendAppendEntries(turn));',
      'return sendAppendEntries(turn);',
    ],
    [
      'what is appended is not sent',
      'return advanceCommit(sendAppendEntries(turn));',
      'return advanceCommit(turn);',
    ],
    [
      'heartbeats do not repeat',
      "peers(turn).reduce(sendAppendEntriesTo, startTimer(turn, 'heartbeat'))",
      'peers(turn).reduce(sendAppendEntriesTo, turn)',
    ],
    [
      'the entry before the new ones is one too early',
      'prevLogIndex: next - 1,',
      'prevLogIndex: Math.max(0, next - 2),',
    ],
    [
      'the term of the wrong entry is told',
      'prevLogTerm: termAt(log, next - 1),',
      'prevLogTerm: termAt(log, next),',
    ],
    ['one entry too few is sent', 'entries: entriesFrom(log, next),', 'entries: entriesFrom(log, next + 1),'],
    [
      'only one entry is sent',
      'entries: entriesFrom(log, next),',
      'entries: entriesFrom(log, next).slice(0, 1),',
    ],
    [
      'the last index is told as committed',
      'leaderCommit: commitIndex,\n  } as const;',
      'leaderCommit: lastIndex(log),\n  } as const;',
    ],
    ['nextIndex stays at what matched', 'const nextIndex = matchIndex + 1;', 'const nextIndex = matchIndex;'],
    ['a match is counted without a look at commits', 'return advanceCommit(told);\n}', 'return told;\n}'],
    [
      'nextIndex goes back by two',
      'const nextIndex = Math.max(1, before - 1);',
      'const nextIndex = Math.max(1, before - 2);',
    ],
    ['nextIndex falls to 0', 'const nextIndex = Math.max(1, before - 1);', 'const nextIndex = before - 1;'],
    [
      'a refusal is not answered at once',
      'return sendAppendEntriesTo(say(next, event), from);',
      'return say(next, event);',
    ],
    ['the leader does not count itself', '    node.id,\n    ...peers(turn)', '    ...peers(turn)'],
    [
      'a copy counts although it ends one entry before',
      '(node.matchIndex[peer] ?? 0) >= index)',
      '(node.matchIndex[peer] ?? 0) >= index - 1)',
    ],
    [
      'the first entry that a majority has is committed, not the last',
      'let majority = last;',
      'let majority = Math.min(last, node.commitIndex + 1);',
    ],
    [
      'less than a majority commits',
      '!copiesOf(majority).verdict.holds) majority--;',
      'ids(majority).length + 1 < copiesOf(majority).needed) majority--;',
    ],
    [
      'an entry of an older term is committed by counting',
      'all(counted, decide.mayCommitByCounting(node, index))',
      'counted',
    ],
    [
      'what the leader commits it does not apply',
      'return applyCommitted(options.commitNotification ? notifyCommit(committed) : committed);',
      'return options.commitNotification ? notifyCommit(committed) : committed;',
    ],
    [
      'commits are told although that is off',
      'options.commitNotification ? notifyCommit(committed) : committed',
      'notifyCommit(committed)',
    ],
    [
      'a notification names the term of the leader, not of the entry',
      'const commitTerm = termAt(log, commitIndex);',
      'const commitTerm = currentTerm;',
      'a leader commits by counting only an entry of its own term (§5.4.2), so the two are the same; they differ with the bug commit-any-term alone',
    ],
  ]),
  ...mutationsOf('systems/raft/candidates.ts', [
    [
      'an election keeps the term',
      'const term = turn.node.currentTerm + 1;',
      'const term = turn.node.currentTerm;',
    ],
    [
      'an election skips a term',
      'const term = turn.node.currentTerm + 1;',
      'const term = turn.node.currentTerm + 2;',
    ],
    [
      'a candidate does not record its vote for itself',
      'votedFor: id, votes: [id], leader: null',
      'votedFor: null, votes: [id], leader: null',
    ],
    ['a candidate does not count its own vote', 'votes: [id], leader: null', 'votes: [], leader: null'],
    ['a candidate still names the old leader', 'votes: [id], leader: null', 'votes: [id]'],
    [
      'a candidate tells the index of its first entry',
      'lastLogIndex: lastIndex(log),',
      'lastLogIndex: Math.min(1, lastIndex(log)),',
    ],
    [
      'a candidate tells its own term as that of its log',
      'lastLogTerm: lastTerm(log),',
      'lastLogTerm: currentTerm,',
    ],
    ['a candidate does not wait anew', "sendAll(startTimer(told, 'election'), ", 'sendAll(told, '],
    [
      'a vote of any term counts',
      'all(decide.isOfThisElection(node, message), decide.isVote(message))',
      'decide.isVote(message)',
    ],
    [
      'a leader begins at its last entry',
      'const next = lastIndex(node.log) + 1;',
      'const next = Math.max(1, lastIndex(node.log));',
    ],
    ['a leader begins at the first entry', 'const next = lastIndex(node.log) + 1;', 'const next = 1;'],
    [
      'a leader believes that all match',
      'others.map((peer) => [peer, 0])',
      'others.map((peer) => [peer, next - 1])',
    ],
    ['a leader does not know itself', '    leader: node.id,\n    votes: [],', '    votes: [],'],
    ['a leader keeps its votes', '    leader: node.id,\n    votes: [],', '    leader: node.id,'],
    [
      'a new leader says nothing',
      'if (!options.leaderNoop) return sendAppendEntries(leads);',
      'if (!options.leaderNoop) return leads;',
    ],
    ['a no-op in every case', 'if (!options.leaderNoop) return sendAppendEntries(leads);', ''],
    [
      'the no-op is of an older term',
      "{ term: node.currentTerm, op: 'noop' }",
      "{ term: node.currentTerm - 1, op: 'noop' }",
    ],
    ['a candidate that yields keeps its votes', 'return set(told, { votes: [] });', 'return told;'],
  ]),
  ...mutationsOf('systems/raft/majority.ts', [
    [
      'a majority is one more than needed',
      'overrule(paper, ids.length >= needed)',
      'overrule(paper, ids.length > needed)',
    ],
  ]),
  ...mutationsOf('systems/raft/receivers.ts', [
    [
      'a candidate of an older term gets a vote',
      '    decide.isCurrent(node, message),\n    decide.mayVoteFor',
      '    decide.mayVoteFor',
    ],
    ['a vote is given twice', '    decide.mayVoteFor(node, message),\n', ''],
    ['logs are not compared', '    decide.isUpToDate(node, message),\n', ''],
    ['a vote is not recorded', 'say(set(turn, { votedFor: candidate }), event)', 'say(turn, event)'],
    [
      'who votes does not wait anew',
      "send(startTimer(granted, 'election'), message.from",
      'send(granted, message.from',
    ],
    ['a vote that was given says no', 'voteGranted: true,', 'voteGranted: false,'],
    ['a refused vote says yes', 'voteGranted: false });', 'voteGranted: true });'],
    [
      'a stale append is heard as from the leader',
      'refuseAppend(hearLeader(told, leaderId), from)',
      'refuseAppend(told, from)',
    ],
    ['a refusal claims a match', 'success: false, matchIndex: 0 }', 'success: false, matchIndex: 1 }'],
    [
      'who accepts does not know the leader',
      'mergeEntries(hearLeader(turn, message.leaderId), ',
      'mergeEntries(turn, ',
    ],
    ['who hears the leader does not wait anew', "return startTimer(heard, 'election');", 'return heard;'],
    [
      'what is learnt as committed is not applied',
      'return send(applyCommitted(committed), message.from, {',
      'return send(committed, message.from, {',
    ],
    ['an accepted append is refused', '    success: true,', '    success: false,'],
    [
      'a notification of what is known is believed',
      "    compareNumbers('commit-newer', told, '>', known),\n",
      '',
    ],
    [
      'who is notified does not know the leader',
      'const heard = set(turn, { leader: message.from });',
      'const heard = turn;',
    ],
    [
      'a notification is not acted upon',
      "return applyCommitted(commitUpTo(heard, commit, { rule: 'notify-commit', by: 'leader', comparisons }));",
      "return commitUpTo(heard, commit, { rule: 'notify-commit', by: 'leader', comparisons });",
    ],
  ]),
  ...mutationsOf('systems/raft/log.ts', [
    [
      'the term of the entry before',
      'return log[index - 1]?.term ?? 0;',
      'return log[index - 2]?.term ?? 0;',
    ],
    ['entries from one before', 'return log.slice(index - 1);', 'return log.slice(Math.max(0, index - 2));'],
    [
      'nothing holds before the first entry',
      'return index === 0 || (index <= log.length',
      'return (index <= log.length',
    ],
    [
      'any term holds',
      'termAt(log, index) === term);\n}\n\n/**\n * Figure 2',
      'term === term);\n}\n\n/**\n * Figure 2',
    ],
    [
      'a log that ends beyond is held',
      '(index <= log.length && termAt(log, index) === term)',
      '(termAt(log, index) === term)',
      'termAt is 0 beyond the end and no entry has term 0',
    ],
    ['nothing is deleted on a conflict', 'append(entriesUpTo(log, missing - 1), ...', 'append(log, ...'],
    [
      'one entry too many is deleted',
      'append(entriesUpTo(log, missing - 1), ...',
      'append(entriesUpTo(log, Math.max(0, missing - 2)), ...',
    ],
    ['new entries are lost', ', ...entriesFrom(entries, missing - prevLogIndex));', ');'],
    [
      'conflicts are not seen',
      '!holds(log, prevLogIndex + i + 1, entry.term)',
      'prevLogIndex + i + 1 > lastIndex(log)',
    ],
  ]),
  ...mutationsOf('systems/raft/decisions.ts', [
    [
      'an equal last term is enough',
      'if (message.lastLogTerm === own) return isAsLong(node, message);',
      "if (message.lastLogTerm === own) return compareIs('last-term', { name: '', value: true });",
    ],
    [
      'an equally long log is behind',
      "sent(message, 'lastLogIndex', message.lastLogIndex), '≥', ownLastIndex(node)",
      "sent(message, 'lastLogIndex', message.lastLogIndex), '>', ownLastIndex(node)",
    ],
    [
      'the longer log wins, whatever its term',
      'if (message.lastLogTerm === own) return isAsLong(node, message);',
      'if (message.lastLogTerm >= 0) return isAsLong(node, message);',
    ],
    [
      'a later term is not enough',
      "compareNumbers('last-term', theirs, '>', { name",
      "compareNumbers('last-term', theirs, '=', { name",
    ],
    [
      'any term of the entry before is taken',
      "all(inLog, compareNumbers('prev-term', theirs, '=', ownTermAt(node, prevLogIndex)))",
      'inLog',
    ],
    ['half is a majority', 'majority: (n) => Math.floor(n / 2) + 1,', 'majority: (n) => Math.ceil(n / 2),'],
    ['all must agree', 'majority: (n) => Math.floor(n / 2) + 1,', 'majority: (n) => n,'],
    [
      'a newer term changes no role',
      'stepsDown: (node, message) => isNewer(node, message),',
      "stepsDown: (node, message) => compareNumbers('newer-term', termOf(message), '<', currentTerm(node)),",
    ],
    [
      'a message of the own term is stale',
      "isCurrent: (node, message) => compareNumbers('current-term', termOf(message), '≥', currentTerm(node)),",
      "isCurrent: (node, message) => compareNumbers('current-term', termOf(message), '>', currentTerm(node)),",
    ],
    [
      'a vote is not confirmed to the same candidate',
      'holds: votedFor === null || votedFor === candidateId,',
      'holds: votedFor === null,',
    ],
    [
      'a vote of an older election counts',
      "compareNumbers('this-election', termOf(message), '=', currentTerm(node))",
      "compareNumbers('this-election', { ...termOf(message), value: message.term + 1 }, '≥', currentTerm(node))",
    ],
    ['a voter counts twice', '(votes.includes(voter) ? votes : [...votes, voter])', '[...votes, voter]'],
    [
      'an append proves one entry less',
      'matchedIndex: (_log, message) => lastIndexIn(message),',
      'matchedIndex: (_log, message) => message.prevLogIndex,',
    ],
    [
      'the leader commits what the follower does not have',
      'Math.min(message.leaderCommit, lastIndexIn(message))',
      'message.leaderCommit',
    ],
    [
      'a follower learns of no commit',
      'Math.min(message.leaderCommit, lastIndexIn(message))',
      'Math.min(message.leaderCommit, message.prevLogIndex)',
    ],
    [
      'a notification is believed by its index',
      "        '=',\n        ownTermAt(node, leaderCommit),",
      "        '=',\n        sent(message, 'commitTerm', commitTerm),",
    ],
    [
      'matchIndex goes back',
      'Math.max(node.matchIndex[message.from] ?? 0, message.matchIndex)',
      'message.matchIndex',
    ],
    [
      'newer entries only are committed',
      "compareNumbers('own-term', term, '=', currentTerm(node))",
      "compareNumbers('own-term', term, '≥', currentTerm(node))",
      'no entry of a leader is of a term above its own',
    ],
    [
      'the vote is lost at a crash',
      '({ currentTerm, votedFor, log }) => ({ currentTerm, votedFor, log })',
      '({ currentTerm, log }) => ({ currentTerm, votedFor: null, log })',
    ],
    [
      'sessions are lost with the election',
      'sessionsOfNewLeader: (node) => node.sessions,',
      'sessionsOfNewLeader: () => ({}),',
    ],
  ]),
  ...mutationsOf('systems/raft/clients.ts', [
    [
      'synchronous replication does not wait',
      "compareNumbers('unanswered', unanswered, '>', { name: '', value: 0 })",
      "compareNumbers('unanswered', unanswered, '>', { name: '', value: 1 })",
    ],
    ['pipelined replication waits', "    compareIs('synchronous', replication, 'synchronous'),\n", ''],
    [
      'the last to wait is taken first',
      'const inbox = [...turn.node.inbox, asked];',
      'const inbox = [asked, ...turn.node.inbox];',
    ],
    ['what waits is never taken', 'if (!first || mustWait(turn).holds) return turn;', 'return turn;'],
    ['what was taken stays in the inbox', 'append(set(turn, { inbox }), first)', 'append(turn, first)'],
    ['an entry does not say who asked', '...command, client, request });', '...command });'],
    [
      'the leader forgets whom to answer',
      '[...appended.node.unanswered, { index, client, request }]',
      '[{ index, client, request }]',
    ],
    [
      'the leader answers the wrong entry',
      'const index = lastIndex(appended.node.log);',
      'const index = lastIndex(appended.node.log) + 1;',
    ],
  ]),
  ...mutationsOf('systems/raft/apply.ts', [
    ['only one entry is applied', 'while (next.node.lastApplied <', 'if (next.node.lastApplied <'],
    [
      'one entry too few is applied',
      'while (next.node.lastApplied < Math.min(',
      'while (next.node.lastApplied + 1 < Math.min(',
    ],
    [
      'an entry is applied that is not there',
      'Math.min(next.node.commitIndex, lastIndex(next.node.log))',
      'next.node.commitIndex',
      'commitIndex is never beyond the last index but with bugs; there applying throws',
    ],
    [
      'an entry is applied twice',
      'applyEntry(next, next.node.lastApplied + 1);',
      'applyEntry(next, Math.max(1, next.node.lastApplied));',
    ],
    ['a request is answered again', 'node.unanswered.filter((it) => it !== asked)', 'node.unanswered'],
    ['any request is answered', 'node.unanswered.find((it) => it.index === index)', 'node.unanswered[0]'],
    ['a repeated request is done again', 'request <= session.request) {', 'request < session.request) {'],
    [
      'a request older than the last is answered',
      'answer: request === session.request ? { ok, result } : null',
      'answer: { ok, result }',
    ],
    ['sessions are not kept', 'sessions: { ...sessions, [client]: { request, ...done.answer } }', 'sessions'],
    [
      'sessions are kept although they are off',
      'if (!clientSessions || client === undefined || request === undefined)',
      'if (client === undefined || request === undefined)',
    ],
    [
      'a session forgets the others',
      '{ ...sessions, [client]: { request, ...done.answer } }',
      '{ [client]: { request, ...done.answer } }',
    ],
  ]),
  ...mutationsOf('systems/raft/answers.ts', [
    [
      'a reply does not say which request',
      "{ type: 'ClientReply', request, ok, result }",
      "{ type: 'ClientReply', request: 1, ok, result }",
    ],
    [
      'a node names itself as the leader',
      'const other = leader === id ? null : leader;',
      'const other = leader;',
    ],
    ['a refusal names no leader', 'other === null ? reply : { ...reply, leader: other }', 'reply'],
    [
      'an appended request is told that it did not happen',
      'answer(so, asked, CONSENSUS_FAILED)',
      'refuseRequest(so, asked)',
    ],
    [
      'what waits is told that it may have happened',
      'inbox.reduce(refuseRequest, failed)',
      'inbox.reduce((so, asked) => answer(so, asked, CONSENSUS_FAILED), failed)',
    ],
    [
      'who lost its place answers again later',
      'return set(refused, { unanswered: [], inbox: [] });',
      'return refused;',
    ],
  ]),
];
