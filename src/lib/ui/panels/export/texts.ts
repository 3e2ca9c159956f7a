import { causality } from '../../../explain/causality';
import { tell } from '../../../explain/explain';
import { traceLine } from '../../../explain/trace';
import { mermaidDiagram } from '../../../export/mermaid';
import type { Run } from '../../../export/run';
import { shivizLog } from '../../../export/shiviz';
import { traceText } from '../../../export/trace';
import type { System } from '../../../run/system';
import { label } from '../../../picture/message-label';

/** A run in each text that it is exported as, told in its system's words. */
export const runAsTrace = (system: System, run: Run): string =>
  traceText(run, (event) => traceLine(system, event));

export const runAsMermaid = (system: System, run: Run, title: string): string =>
  mermaidDiagram(title, run, {
    label: (message) => label(system, message).text,
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
