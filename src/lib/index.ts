/** The public API for people who build on Lockstep. Nothing here needs a browser. */
export { checkSafety, enabled, inspect, play, start, step, type Run } from './scenario/run';
export { formatScenario } from './scenario/format';
export { parseScenario } from './scenario/parse';
export type { ScenarioError } from './scenario/errors';
export { fromLink, toLink, type LinkResult } from './link/link';
export { checkLinearizable, type Verdict } from './checks/linearizability';
export type { Violation } from './checks/violation';
export { operations, type ClientView, type MessageView, type WorldView } from './sim/inspect';
export type { Action, Step } from './sim/action';
export type { Scenario } from './sim/scenario';
export type { StepResult } from './sim/step';
export type { World } from './sim/world';
export type { Operation } from './kv/client';
export type { ProtocolEvent } from './protocol/event';
export { explore, minimise } from './scenario/explore';
export type { ExploreOptions, ExploreResult, Goal } from './explore/options';
