import type { RuleCard } from '../../protocol/rule';

const EPIDEMIC = 'Demers et al., Epidemic Algorithms for Replicated Database Maintenance';
const CONVERGENT = 'Shapiro et al., Conflict-free Replicated Data Types';

/** Gossip of the largest number, in our own words. Events refer to the rules by id in `rule`. */
export const RULES: readonly RuleCard[] = [
  {
    group: 'Replication',
    id: 'push',
    title: 'Tell everyone, now and then',
    text: 'When its heartbeat timer fires, a peer sends its number to all others. Nobody answers and nobody leads: the next heartbeat makes up for a lost message.',
    source: EPIDEMIC,
    section: '§1.3, anti-entropy, push',
  },
  {
    group: 'Replication',
    id: 'merge',
    title: 'Keep the larger',
    text: 'A peer that receives a number keeps it if it is larger than its own. The order of messages, and how often each arrives, makes no difference, so all end up with the same number.',
    source: CONVERGENT,
    section: '§2, state-based objects',
  },
  {
    group: 'Clients',
    id: 'client-set',
    title: 'A client sets a number',
    text: 'A put sets the number at the end of its value (val_42 sets 42) on one peer, which answers at once without asking anyone else. There is only one number, so the key does not matter. A number smaller than the peer’s own changes nothing.',
    source: EPIDEMIC,
    section: '§1.1',
  },
  {
    group: 'Clients',
    id: 'client-read',
    title: 'A client reads what its peer holds',
    text: 'A get is answered at once with the number that this peer holds. Others may hold a larger one: reads agree only in the end, so a history of such reads need not be linearizable.',
    source: EPIDEMIC,
    section: '§1.1',
  },
  {
    group: 'Clients',
    id: 'client-declined',
    title: 'What a number that only grows cannot do',
    text: 'A delete is declined, and so is a put whose value ends in no number: a number that only grows cannot be taken away.',
    source: CONVERGENT,
    section: '§2, state-based objects',
  },
  {
    group: 'All servers',
    id: 'on-disk',
    title: 'The number is on disk',
    text: 'A peer writes its number to disk before it answers or tells it, so the number survives a crash and never goes back.',
    source: CONVERGENT,
    section: '§2, system model',
  },
];
