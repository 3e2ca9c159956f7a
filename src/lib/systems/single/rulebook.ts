import type { RuleCard } from '../../protocol/rule';

const TUTORIAL =
  'Schneider, Implementing Fault-Tolerant Services Using the State Machine Approach: A Tutorial';

/** The promises of one server. Events refer to the rules by id in `rule`. */
export const RULES: readonly RuleCard[] = [
  {
    group: 'Clients',
    id: 'put',
    title: 'Put a key that is absent',
    text: 'A put needs its key to be absent: it stores the value. Of a present key it changes nothing, and says so.',
    source: TUTORIAL,
    section: '§2',
  },
  {
    group: 'Clients',
    id: 'get',
    title: 'Get a key that is present',
    text: 'A get needs its key to be present: it answers the value. Of an absent key it says that there is none.',
    source: TUTORIAL,
    section: '§2',
  },
  {
    group: 'Clients',
    id: 'delete',
    title: 'Delete a key that is present',
    text: 'A delete needs its key to be present: it takes the key away. Of an absent key it says that there is none.',
    source: TUTORIAL,
    section: '§2',
  },
  {
    group: 'All servers',
    id: 'one-at-a-time',
    title: 'One request at a time',
    text: 'The server does requests whole and one after the other, in the order in which they arrive. So there is one order, and every answer fits it.',
    source: TUTORIAL,
    section: '§2',
  },
  {
    group: 'All servers',
    id: 'on-disk',
    title: 'The store is on disk',
    text: 'The store is written to disk before a request is answered, so it survives a crash. While the server is down nobody is answered, and what reaches it is lost: one server tolerates no failure.',
    source: TUTORIAL,
    section: '§1',
  },
];
