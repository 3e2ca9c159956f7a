import { mutationsOf } from './mutation.js';

/** Mutations after which a check overlooks a violation, or reports a false one. */
export const CHECKS = [
  ...mutationsOf('checks/raft/node.ts', [
    [
      'half is a majority',
      'Math.floor(Object.keys(world.nodes).length / 2) + 1',
      'Math.ceil(Object.keys(world.nodes).length / 2)',
    ],
  ]),
  ...mutationsOf('checks/raft/log.ts', [
    [
      'entries of one term are the same',
      'return a.term === b.term && sameCommand &&',
      'return a.term === b.term &&',
    ],
    [
      'entries with one command are the same',
      'return a.term === b.term && sameCommand',
      'return sameCommand',
    ],
    ['who asked does not matter', ' && a.client === b.client && a.request === b.request', ''],
    [
      'all of a log is as it was',
      'while (sameEntry(entryAt(a, same + 1), entryAt(b, same + 1))) same++;',
      'same = Math.min(a.length, b.length);',
    ],
  ]),
  ...mutationsOf('checks/raft/watch.ts', [
    ['an act that was missed is not noticed', 'world.step <= before.step + 1', 'true'],
    [
      'a crash is not noticed',
      'const bothUp = before !== null && before.alive && now.alive;',
      'const bothUp = before !== null;',
    ],
    [
      'leaders of other terms led throughout',
      'return led && before.currentTerm === now.currentTerm;',
      'return led;',
    ],
    ['a violation is told a step late', 'step: world.step,', 'step: world.step + 1,'],
  ]),
  ...mutationsOf('checks/violation.ts', [
    [
      'the same is accused at every step',
      'if (isAccused(memory, violation.invariant, evidence)) return memory;',
      '',
    ],
  ]),
  ...mutationsOf('checks/sparse.ts', [
    ['what is known is forgotten', '{ ...list[chunk], [n]: value }', '{ [n]: value }'],
  ]),
  ...mutationsOf('checks/raft/terms.ts', [
    ['two leaders of a term are not seen', 'else if (other !== id)', 'else if (other === undefined)'],
    ['who led is not remembered', 'if (other === undefined) seen.memory = ', 'if (false) seen.memory = '],
    [
      'a vote that is forgotten is not seen',
      '|| before.votedFor === null) continue;',
      '|| before.votedFor !== null) continue;',
    ],
    ['a second vote in a term is not seen', 'if (earlier !== undefined)\n', 'if (false)\n'],
    [
      'a vote of the last term counts in this',
      'before?.currentTerm !== term || before',
      'before === null || before',
    ],
    [
      'a term that falls is not seen',
      'now.currentTerm >= before.currentTerm) continue;\n    const terms',
      'true) continue;\n    const terms',
    ],
    ['a term that a crash took is not seen', 'if (before.currentTerm !== now.currentTerm)\n', 'if (false)\n'],
    ['a vote that a crash took is not seen', 'if (before.votedFor !== now.votedFor)\n', 'if (false)\n'],
    [
      'a log that a crash took is not seen',
      'if (unchanged < lastIndex(before.log)) lost.push',
      'if (false) lost.push',
    ],
    [
      'a log that grew while down is not seen',
      'else if (unchanged < lastIndex(now.log)) lost.push',
      'else if (false) lost.push',
    ],
    ['who is up must keep its state', '(before.alive && now.alive)) return [];', 'false) return [];'],
    [
      'a vote lost in a gap is not seen',
      '    before.votedFor !== null &&\n    now.votedFor === null;',
      '    before.votedFor === null &&\n    now.votedFor === null;',
    ],
  ]),
  ...mutationsOf('checks/raft/logs.ts', [
    [
      'a leader that deletes is not seen',
      'unchanged === lastIndex(before.log)) continue;',
      'unchanged <= lastIndex(before.log)) continue;',
    ],
    [
      'whoever cuts its log is accused',
      "const leads = before?.role === 'leader' && now.role === 'leader' && stayedUp;",
      'const leads = stayedUp;',
    ],
    [
      'logs that differ are not seen',
      'if (!sameEntry(entryAt(a, index), entryAt(b, index))) return index;',
      '',
    ],
    [
      'what lies before is not looked at',
      'entryAt(a, before)?.term === entryAt(b, before)?.term ? null : before',
      'null',
    ],
    ['entries of other terms are accused', 'if (term !== entryAt(b.log, i)?.term) continue;', ''],
    [
      'only what this node changed is looked at',
      'Math.min(unchanged, change?.unchanged ?? unchanged) + 1',
      'unchanged + 1',
    ],
    ['two that change at once are not compared', 'other.id < now.id;', 'true;'],
  ]),
  ...mutationsOf('checks/raft/commits.ts', [
    [
      'followers mark on their own',
      "now.role === 'leader' && before !== null && now.commitIndex > before.commitIndex",
      'before !== null && now.commitIndex > before.commitIndex',
    ],
    ['one copy too few is enough', 'if (copies >= needed) continue;', 'if (copies >= needed - 1) continue;'],
    ['one copy more is needed', 'if (copies >= needed) continue;', 'if (copies > needed) continue;'],
    [
      'what was committed at the start must be on a majority',
      'if (!marked || entry === undefined || index <= memory.begunCommit) continue;',
      'if (!marked || entry === undefined) continue;',
    ],
    [
      'a set-up is taken at its word',
      'if (begun && copiesOf(seen.world, i, entry) < majorityOf(seen.world)) break;',
      '',
    ],
    ['nothing is remembered as committed', 'i <= commitIndex; i++', 'i <= 0; i++'],
    [
      'the term of the entry counts, not of the commit',
      '{ entry, term, by: id });',
      '{ entry, term: entry.term, by: id });',
    ],
    [
      'who learnt last says when it was committed',
      'sort((a, b) => a.currentTerm - b.currentTerm)',
      'sort((a, b) => b.currentTerm - a.currentTerm)',
    ],
    [
      'a leader that lacks an entry is not seen',
      'if (term >= currentTerm || sameEntry(entryAt(log, i), entry)) continue;',
      'if (term >= currentTerm || log.length === 0) continue;',
    ],
    [
      'a leader of the commit’s own term must have it',
      'if (term >= currentTerm || sameEntry',
      'if (term > currentTerm || sameEntry',
    ],
    ['a new leader is held against new commits only', 'isNew ? 1 : Math.min(', 'false ? 1 : Math.min('],
    [
      'an old leader is not held against new commits',
      ': Math.min(knownCommits, change?.unchanged ?? knownCommits) + 1;',
      ': lastCommitted + 1;',
    ],
    [
      'a leader that cuts is held against nothing',
      'Math.min(knownCommits, change?.unchanged ?? knownCommits) + 1',
      'knownCommits + 1',
    ],
    ['one copy left is enough', 'had >= needed ? has < needed :', 'had >= needed ? has < 1 :'],
    ['a committed entry that vanishes is not seen', ': has === 0 && i > memory.begunCommit;', ': false;'],
    [
      'who drops what it knew is not seen',
      'if (!gone && before.commitIndex < i) continue;',
      'if (!gone) continue;',
    ],
    ['whoever drops an entry is accused', 'if (!gone && before.commitIndex < i) continue;', ''],
  ]),
  ...mutationsOf('checks/raft/match.ts', [
    [
      'a follower of a newer term is held against the leader',
      'follower.currentTerm > leader.currentTerm || ',
      '',
    ],
    [
      'only the last is compared',
      'for (let i = known + 1; i <= match; i++)',
      'for (let i = match; i > 0 && i <= match; i++)',
    ],
    ['what matches is not compared', 'if (sameEntry(leads, follows)) continue;', 'if (follows) continue;'],
    ['a follower that was cut is not looked at again', '        unchanged.get(id) ?? Infinity,\n', ''],
    ['a match that falls is not seen', 'if (is >= was) continue;', 'if (is <= was) continue;'],
    [
      'a new leader must know what it knew',
      'if (!ledThroughout(before, now)) continue;',
      'if (before === null) continue;',
    ],
  ]),
  ...mutationsOf('checks/raft/applied.ts', [
    [
      'another entry applied is not seen',
      '} else if (!sameEntry(first.entry, entry)) {',
      '} else if (!first.entry) {',
    ],
    [
      'who crashed is looked at',
      'if (!now.alive) continue;',
      '',
      'a crashed node has applied nothing and its store is empty, as the first world has it; bugs keep a store through a crash, and are seen at the restart too',
    ],
    [
      'only new entries are looked at, also after a restart',
      'before.lastApplied <= now.lastApplied ? before.lastApplied : 0',
      'before.lastApplied',
    ],
    [
      'another store is not seen',
      '} else if (!sameEntries(first.store, store)) {',
      '} else if (!first.store) {',
    ],
    [
      'stores of as many keys are the same',
      ' && keys.every((key) => Object.hasOwn(b, key) && a[key] === b[key])',
      '',
    ],
    ['an index that falls is not seen', 'now[name] < before[name] ?', 'now[name] < 0 ?'],
    [
      'who crashed is accused',
      'if (before === null || !stayedUp) continue;',
      'if (before === null) continue;',
    ],
    ['beyond the commit index is not seen', 'if (lastApplied > commitIndex)', 'if (false)'],
    ['beyond the last index is not seen', 'if (commitIndex > lastIndex(log))', 'if (false)'],
    [
      'what lasts is told at every step',
      'if (wrong === null || wrong.kind === old?.kind) continue;',
      'if (wrong === null) continue;',
    ],
  ]),
  ...mutationsOf('checks/raft/history.ts', [
    ['a request done twice by the network is accused', ' || (!sessionsOn && wasDoubled(world, key))', ''],
    [
      'the set-up’s entries did nothing',
      'begunOperations: (key) => begunOperations(world, key)',
      'begunOperations: () => []',
    ],
    [
      'what the set-up has not committed happened',
      'return done ? { ...asked, return: time } : asked;',
      'return { ...asked, return: time };',
    ],
  ]),
  ...mutationsOf('checks/history.ts', [
    ['sessions are not known', 'request <= session.request;\n  if (again)', 'request < 0;\n  if (again)'],
    [
      'an answer of another operation will do',
      'replayed.ok !== ok || replayed.result !== result',
      'place.ok !== ok',
    ],
    [
      'an answer from before the call will do',
      'return replayed.index > (sparseAt(history.floors[client] ?? {}, number) ?? 0) ? replayed.index : null;',
      'return place.index;',
    ],
  ]),
  ...mutationsOf('checks/model.ts', [
    ['any result fits', '(operation.result === undefined || operation.result === answer.result)', 'true'],
    ['consensus failed is an answer', "result === 'consensus failed' || ", ''],
    ['not leader is an answer', " || result === 'not leader'", ''],
    ['a refused put is no read', ' || ok === false,', ','],
    [
      'values that were seen are as good as others',
      "operation.op === 'put' && !seen.has(operation.value)",
      "operation.op === 'put'",
    ],
  ]),
  ...mutationsOf('checks/placement.ts', [
    [
      'what has returned may come later',
      'else if (task.call > deadline) break;',
      'else if (task.call < 0) break;',
    ],
    [
      'what overlaps by a moment does not overlap',
      'else if (task.call > deadline) break;',
      'else if (task.call >= deadline) break;',
    ],
    ['what is taken back stays placed', 'task.placed = false;', ''],
  ]),
  ...mutationsOf('checks/search.ts', [
    [
      'open operations never happened',
      'return changes || task.return < Infinity ?',
      'return task.return < Infinity ?',
    ],
    ['the first failure is the longest order', 'placement.answered > mostAnswered', 'best === null'],
    [
      'a configuration with more used up is as good',
      'if (item === a[i]) i++;\n  return i === a.length;',
      'if (item === a[i]) i++;\n  return true;',
    ],
  ]),
  ...mutationsOf('checks/round-robin.ts', [
    ['the memory has no bound', "left.characters < 0 ? 'characters' : null", 'null'],
    ['the search has no end', "left.steps < 0 ? 'steps' : left.characters", 'left.characters'],
    ['what is refuted ends nothing', 'open.length === 0 || refuted || spent', 'open.length === 0 || spent'],
    [
      'the first part has its turn alone',
      'for (const one of open) {',
      'for (const one of open.slice(0, 1)) {',
    ],
  ]),
  ...mutationsOf('checks/expect-violation.ts', [
    ['none is met by anything', "if (expected === 'none' && first) {", 'if (false) {'],
    [
      'any violation will do',
      'invariant === expected)) return null;',
      'invariant !== undefined)) return null;',
    ],
  ]),
];
