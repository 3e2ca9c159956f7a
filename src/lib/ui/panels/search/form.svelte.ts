import type { ExploreOptions, Goal } from '../../../explore/options';
import type { Expectation } from '../../../sim/action';
import type { Scenario } from '../../../sim/scenario';
import { conditionsOf, expectationOf, fieldsOf, valueText, type Condition } from './goal';
import type { Prospect } from './prospect';
import type { Way } from './report';

/**
 * The limited acts of a search in words, with the factor by which one more of each multiplies the number of worlds
 * (three nodes, one put, two timeouts, up to ten acts; docs/performance.md). Messages that are never delivered stand
 * for lost and held ones.
 */
export const ACTS = [
  ['timeout', 'timeouts', 4],
  ['heartbeat', 'heartbeats', 1.5],
  ['crash', 'crashes', 2],
  ['restart', 'restarts', 1.2],
  ['duplicate', 'duplicates', 7],
  ['retry', 'retries', 1.6],
] as const;

/** The same factor for a request, a term and an act more. */
export const COST = { request: 4, term: 1.2, depth: 2.5 } as const;

export type Asked = 'none' | 'put' | 'get' | 'delete';

/** The default bounds. */
const DEFAULTS = { depth: 14, megabytes: 512, seconds: 60 } as const;

/** The initial goal and bounds of a search. */
export interface Begin {
  readonly goal?: Goal;
  /** The bounds; absent: the defaults. */
  readonly options?: Omit<ExploreOptions, 'goal'>;
  readonly way?: Way;
}

/** States to search for: a person begins with one of these and changes it. */
const STATES = [
  ['leads', 'a node leads'],
  ['two lead', 'two nodes lead at once'],
  ['told', 'a client is told …'],
  ['state', 'nodes and clients are as follows'],
] as const;

/** The goal and bounds that a person has chosen. */
export class Form {
  way = $state<Way>('all');
  /** A promise's name, `any`, or one of `STATES`, which means all of `conditions`. */
  wanted = $state('any');
  conditions = $state<Condition[]>([]);
  acts = $state<Record<(typeof ACTS)[number][0], number>>({
    ...{ timeout: 2, heartbeat: 0, crash: 0, restart: 0, duplicate: 0, retry: 0 },
  });
  /** By client: the request that it may make. */
  asks = $state<Record<string, Asked>>({});
  maxTerm = $state(3);
  depth = $state<number>(DEFAULTS.depth);
  megabytes = $state<number>(DEFAULTS.megabytes);
  seconds = $state<number>(DEFAULTS.seconds);
  bugs = $state<readonly string[]>([]);
  /** Limits of acts that the form does not show, as given at the beginning. */
  readonly #further: ExploreOptions['acts'];

  constructor(
    readonly prospect: Prospect,
    { goal, options, way }: Begin = {},
  ) {
    const { term, clients } = prospect;
    this.bugs = prospect.on;
    this.maxTerm = options?.maxTerm ?? (way === 'walks' ? 99 : Math.max(1, term) + (options ? 3 : 1));
    this.depth = options?.depth ?? (options ? 24 : DEFAULTS.depth);
    if (way) this.way = way;
    for (const [name] of ACTS) if (options) this.acts[name] = options.acts?.[name] ?? 0;
    this.#further = options?.acts;
    const [first = '', second] = clients;
    if (first) this.asks[first] = options ? 'none' : 'put';
    if (second) this.asks[second] = 'none';
    for (const { client, op } of options?.requests ?? []) this.asks[client] = op;
    if (goal && 'violation' in goal) this.wanted = goal.violation;
    else if (goal) {
      this.wanted = 'state';
      this.conditions = conditionsOf(goal);
    }
  }

  /** Whether the goal is a state, not a broken promise. */
  get isState(): boolean {
    return STATES.some(([name]) => name === this.wanted);
  }

  /** The states to search for in this system. */
  get states(): readonly (typeof STATES)[number][] {
    const leads = Object.keys(this.prospect.leads).length;
    const clients = this.prospect.clients.length;
    return STATES.filter(([name]) =>
      name === 'leads' ? leads > 0 : name === 'two lead' ? leads > 1 : name === 'told' ? clients > 0 : true,
    );
  }

  /** Changes the goal, and sets its initial conditions. */
  want(wanted: string): void {
    this.wanted = wanted;
    const [one, two] = Object.entries(this.prospect.leads);
    const leads = (of: typeof one) => (of ? [{ who: of[0], field: 'role', value: of[1] }] : []);
    const [client = ''] = this.prospect.clients;
    if (wanted === 'leads') this.conditions = leads(one);
    else if (wanted === 'two lead') this.conditions = [...leads(one), ...leads(two)];
    else if (wanted === 'told') this.conditions = [{ who: client, field: 'reply', value: 'ok' }];
    else if (this.isState && this.conditions.length === 0) this.addCondition();
  }

  addCondition(): void {
    const { nodes } = this.prospect;
    this.conditions.push(this.conditionOn(nodes[this.conditions.length % nodes.length] ?? ''));
  }

  /** A condition on a node or client with its current value. */
  conditionOn(who: string, wanted?: string): Condition {
    const fields = fieldsOf(this.prospect, who);
    const { name = '', value } = fields.find((one) => one.name === wanted) ?? fields[0] ?? {};
    return { who, field: name, value: valueText(value) };
  }

  /** What is wrong with the goal, as a sentence; null: nothing. */
  get problem(): string | null {
    return this.#expected.find((one): one is string => typeof one === 'string') ?? null;
  }

  get #expected(): (Expectation | string)[] {
    if (!this.isState) return [];
    return this.conditions.map((one) => expectationOf(this.prospect, one));
  }

  get goal(): Goal {
    if (!this.isState) return { violation: this.wanted };
    return { reach: this.#expected.filter((one): one is Expectation => typeof one !== 'string') };
  }

  get options(): ExploreOptions {
    const { maxTerm, depth, megabytes, seconds, goal } = this;
    const acts = { ...this.#further, ...$state.snapshot(this.acts) };
    const key = this.prospect.scenario.setup.keys[0] ?? 'a';
    const requests = Object.entries($state.snapshot(this.asks)).flatMap(([client, op], i) => {
      if (op === 'none') return [];
      return [op === 'put' ? { client, op, key, value: String(i + 1) } : { client, op, key }];
    });
    return { goal, acts, requests, maxTerm, depth, megabytes, seconds, reduce: true, symmetry: true };
  }

  /** The scenario with the chosen bugs on. */
  get subject(): Scenario {
    const { scenario, on } = this.prospect;
    const { setup } = scenario;
    if (on.length === this.bugs.length && on.every((bug) => this.bugs.includes(bug))) return scenario;
    const options = {
      ...setup.options,
      [setup.system]: { ...setup.options[setup.system], bugs: [...this.bugs] },
    };
    return { ...scenario, setup: { ...setup, options } };
  }

  toggle(bug: string, on: boolean): void {
    this.bugs = on ? [...this.bugs, bug] : this.bugs.filter((it) => it !== bug);
  }
}
