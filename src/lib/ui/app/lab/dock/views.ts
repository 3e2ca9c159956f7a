import type { Component } from 'svelte';
import type { System } from '../../../../run/system';
import type { ViewProps } from '../../../run/view-props';

/** The size of the dock: what the stage leaves, some of the stage's room, or all of it. */
export type DockSize = 'auto' | 'open' | 'large';

/** A view of a run, below the stage. */
export interface DockView {
  readonly id: string;
  readonly title: string;
  /** Loaded when it is first shown. */
  readonly load: () => Promise<{ readonly default: Component<ViewProps> }>;
  /** Only for lecture mode, where it has no place beside the stage. */
  readonly projector?: true;
  /** Whether it would reveal what a challenge hides. */
  readonly spoils?: true;
  /** Absent: for every system. */
  readonly shows?: (system: System) => boolean;
}

/** In tab order; the first is the default. */
export const VIEWS: readonly [DockView, ...DockView[]] = [
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
