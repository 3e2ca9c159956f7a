/**
 * A system that hides which deliberate bugs are on: it behaves as it does, but its words are those of a system whose rules
 * decided.
 */
import type { Comparison } from '../protocol/verdict';
import type { Outcome, Refusal } from '../protocol/protocol';
import type { Setup } from '../protocol/setup';
import type { System } from '../run/system';

/** The system without any words about bugs: what they overruled, what they keep from the disk, and their catalogue. */
export function discreet(system: System): System {
  const { persistent } = system;
  const quiet = (outcome: Outcome | Refusal) =>
    'events' in outcome ? { ...outcome, events: withoutOverruled(outcome.events) } : outcome;
  return {
    ...system,
    receive: (...given) => quiet(system.receive(...given)),
    timeout: (...given) => quiet(system.timeout(...given)),
    heartbeat: (...given) => quiet(system.heartbeat(...given)),
    ...(persistent && { persistent: (node, setup) => persistent(node, withoutBugs(setup)) }),
    details: async () => {
      const { passage, lacks, ...rest } = await system.details();
      return {
        ...rest,
        bugs: [],
        ...(passage && { passage: (...given) => withoutOverruled(passage(...given)) }),
        ...(lacks && { lacks: (...given) => withoutOverruled(lacks(...given)) }),
      };
    },
  };
}

/** The set-up without bugs. */
export function withoutBugs(setup: Setup): Setup {
  const own = setup.options[setup.system];
  return typeof own === 'object' && own !== null && 'bugs' in own
    ? { ...setup, options: { ...setup.options, [setup.system]: { ...own, bugs: [] } } }
    : setup;
}

/** A copy of plain data without overruled comparisons. */
function withoutOverruled<Data>(data: Data): Data {
  return JSON.parse(JSON.stringify(data), (key, value: unknown) =>
    key === 'comparisons' && Array.isArray(value)
      ? value.filter((one: Comparison) => one.overruled !== true)
      : value,
  ) as Data;
}
