import type { ExploreOptions, Goal } from '../../../explore/options';
import { bugsOf } from '../../../protocol/bug';
import type { System } from '../../../run/system';
import type { Expectation } from '../../../sim/action';
import type { Scenario } from '../../../sim/scenario';
import type { World } from '../../../sim/world';
import { expectationOf, fieldsOf, type Condition } from './goal';
import type { Way } from './report';

/** The acts that a search may add only so often, in the page's words. Lost and held messages are those that it never delivers. */
export const ACTS = [
  ['timeout', 'timeouts'],
  ['heartbeat', 'heartbeats'],
  ['crash', 'crashes'],
  ['restart', 'restarts'],
  ['duplicate', 'duplicates'],
  ['retry', 'retries'],
] as const;

export type Asked = 'none' | 'put' | 'get' | 'delete';

/** What a person has chosen to search for, and how far. */
export class Form {
  way = $state<Way>('all');
  /** A promise's name, `any`, or `state`: all of `conditions`. */
  wanted = $state('any');
  conditions = $state<Condition[]>([]);
  acts = $state<Record<(typeof ACTS)[number][0], number>>({
    ...{ timeout: 2, heartbeat: 0, crash: 0, restart: 0, duplicate: 0, retry: 0 },
  });
  /** By client: what it may ask. */
  asks = $state<Record<string, Asked>>({});
  maxTerm = $state(3);
  depth = $state(14);
  megabytes = $state(512);
  bugs = $state<readonly string[]>([]);

  constructor(
    readonly system: System,
    readonly world: World,
    readonly scenario: Scenario,
    goal: Goal | null = null,
  ) {
    if (goal && 'violation' in goal) this.wanted = goal.violation;
    this.bugs = bugsOf(scenario.setup);
    const terms = Object.values(world.nodes).map(
      (node) => Number.parseInt(system.portrait(node).epoch?.value ?? '', 10) || 0,
    );
    this.maxTerm = Math.max(1, ...terms) + 1;
    const [first = '', second] = Object.keys(world.clients);
    if (first) this.asks[first] = 'put';
    if (second) this.asks[second] = 'none';
    this.addCondition();
  }

  get promises(): readonly string[] {
    return Object.keys(this.system.checks.promises);
  }

  addCondition(): void {
    const who =
      Object.keys(this.world.nodes)[this.conditions.length] ?? Object.keys(this.world.nodes)[0] ?? '';
    const [field = '', value] = fieldsOf(this.system, this.world, who)[0] ?? [];
    this.conditions.push({ who, field, value: field === 'role' ? 'leader' : String(value ?? '') });
  }

  /** What is wrong with the goal, in a sentence; null: nothing. */
  get problem(): string | null {
    return this.#expected.find((one): one is string => typeof one === 'string') ?? null;
  }

  get #expected(): (Expectation | string)[] {
    if (this.wanted !== 'state') return [];
    return this.conditions.map((one) => expectationOf(this.system, this.world, one));
  }

  get goal(): Goal {
    if (this.wanted !== 'state') return { violation: this.wanted };
    return { reach: this.#expected.filter((one): one is Expectation => typeof one !== 'string') };
  }

  get options(): ExploreOptions {
    const { maxTerm, depth, megabytes, goal } = this;
    const [acts, asks] = [$state.snapshot(this.acts), $state.snapshot(this.asks)];
    const key = this.scenario.setup.keys[0] ?? 'a';
    const requests = Object.entries(asks).flatMap(([client, op], i) => {
      if (op === 'none') return [];
      return [op === 'put' ? { client, op, key, value: String(i + 1) } : { client, op, key }];
    });
    return { goal, acts, requests, maxTerm, depth, megabytes, reduce: true };
  }

  /** The scenario with the bugs that are switched on. */
  get subject(): Scenario {
    const { setup } = this.scenario;
    const before = bugsOf(setup);
    if (before.length === this.bugs.length && before.every((bug) => this.bugs.includes(bug)))
      return this.scenario;
    const options = {
      ...setup.options,
      [setup.system]: { ...setup.options[setup.system], bugs: [...this.bugs] },
    };
    return { ...this.scenario, setup: { ...setup, options } };
  }

  toggle(bug: string, on: boolean): void {
    this.bugs = on ? [...this.bugs, bug] : this.bugs.filter((it) => it !== bug);
  }
}
