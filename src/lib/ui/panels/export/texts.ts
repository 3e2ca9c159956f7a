import { causality } from '../../../explain/causality';
import { labelText } from '../../../protocol/label';
import { tell } from '../../../explain/explain';
import { traceLine } from '../../../explain/trace';
import { itfTrace } from '../../../export/itf';
import { jepsenHistory } from '../../../export/jepsen';
import { mermaidDiagram } from '../../../export/mermaid';
import type { Run } from '../../../export/run';
import { shivizLog } from '../../../export/shiviz';
import { tlcTrace } from '../../../export/tlc';
import { traceText } from '../../../export/trace';
import { operations } from '../../../sim/inspect';
import type { Moment } from '../../../run/tree';
import type { CheckState } from '../../../checks/violation';
import type { System } from '../../../run/system';
import { label } from '../../../picture/message-label';

/** A run in each text format, in the words of its system. */
export const runAsTrace = (system: System, run: Run): string =>
  traceText(run, (event) => traceLine(system, event));

export const runAsMermaid = (system: System, run: Run, title: string): string =>
  mermaidDiagram(title, run, {
    label: (message) => labelText(label(system, message)),
    tell: (events) => tell(system, events),
  });

export const runAsShiviz = (system: System, run: Run): string =>
  shivizLog(
    causality(run).map(({ step, actor, clock, events }) => ({
      actor,
      clock,
      text: `step ${step}: ${tell(system, events) ?? 'nothing happened'}`,
    })),
  );

export const runAsItf = (system: System, run: readonly Moment[], title: string): string =>
  itfTrace(system, run, title);

export const runAsTlc = (system: System, run: readonly Moment<CheckState>[]): string =>
  tlcTrace(system, run, run.at(-1)?.seen.violations ?? []);

export const runAsJepsen = (run: Run): string => {
  const world = run.at(-1)?.world;
  return world ? jepsenHistory(operations(world), Object.keys(world.clients)) : '';
};
