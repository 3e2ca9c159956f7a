import type { Component } from 'svelte';
import type { System } from '../../../../run/system';
import type { ViewProps } from '../../../run/view-props';

/** How much room the dock has: what the stage leaves, some of the stage's, or all of it. */
export type DockSize = 'auto' | 'open' | 'large';

/** One way to look at a run, below the stage. */
export interface View {
  readonly id: string;
  readonly title: string;
  /** Comes when it is first shown. */
  readonly load: () => Promise<{ readonly default: Component<ViewProps> }>;
  /** For the projector alone, where it has no place beside the stage. */
  readonly projector?: true;
  /** It would tell what a challenge hides. */
  readonly spoils?: true;
  /** Absent: for every system. */
  readonly shows?: (system: System) => boolean;
}

/** In the order of their tabs; the first is shown first. */
export const VIEWS: readonly [View, ...View[]] = [
  { id: 'diagram', title: 'Diagram', load: () => import('../../../panels/diagram/Diagram.svelte') },
  {
    id: 'statechart',
    title: 'Statechart',
    load: () => import('../../../panels/statechart/Statechart.svelte'),
  },
  { id: 'trace', title: 'Trace', load: () => import('./TraceView.svelte') },
  { id: 'logs', title: 'Logs', load: () => import('../../../panels/logs/LogMatrix.svelte') },
  { id: 'ahead', title: 'Ahead', load: () => import('../../../panels/ahead/AheadView.svelte'), spoils: true },
  { id: 'client', title: 'Client', load: () => import('./ClientView.svelte'), projector: true },
  {
    id: 'reads',
    title: 'Reads',
    load: () => import('../../../panels/reads/ReadsView.svelte'),
    shows: ({ reading }) => reading !== undefined,
  },
];
