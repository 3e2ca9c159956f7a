import { fireEvent, render, screen } from '@testing-library/svelte';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { formatScenario } from '../../src/lib/scenario/format';
import { CALM, type Chaos } from '../../src/lib/sim/chaos';
import ChaosDial from '../../src/lib/ui/panels/transport/ChaosDial.svelte';
import { sessionOn } from './samples';

function show(chaos: Chaos = CALM) {
  const onchange = vi.fn<(chaos: Chaos) => void>();
  const { rerender } = render(ChaosDial, { chaos, onchange });
  return { onchange, rerender };
}

const dial = (name: RegExp) => screen.getByRole<HTMLInputElement>('slider', { name });

describe('the chaos dial', () => {
  test('is a named group of four sliders, all at rest', () => {
    show();
    expect(screen.getByRole('group', { name: 'Chaos while it plays' })).toBeInTheDocument();
    const sliders = screen.getAllByRole('slider');
    expect(sliders).toHaveLength(4);
    for (const slider of sliders) expect(slider).toHaveAttribute('aria-valuetext', '0 %');
  });

  test.each([
    [/^Messages lost/, 'loss', 20, 50],
    [/^Messages sent twice/, 'duplication', 35, 50],
    [/^Messages overtaken/, 'reordering', 100, 100],
    [/^Nodes crashing/, 'crashes', 3, 10],
  ] as const)('%s sets its share and leaves the others', async (name, field, percent, most) => {
    const before = { loss: 0.01, duplication: 0.02, reordering: 0.03, crashes: 0.04 };
    const { onchange } = show(before);
    expect(dial(name)).toHaveAttribute('max', String(most));
    await fireEvent.input(dial(name), { target: { value: String(percent) } });
    expect(onchange).toHaveBeenCalledExactlyOnceWith({ ...before, [field]: percent / 100 });
  });

  test('says each share in percent', async () => {
    const { rerender } = show();
    await rerender({ chaos: { ...CALM, loss: 0.29, crashes: 0.07 } });
    expect(dial(/^Messages lost/)).toHaveAttribute('aria-valuetext', '29 %');
    expect(dial(/^Messages lost/)).toHaveValue('29');
    expect(screen.getByText('7 %')).toBeInTheDocument();
  });
});

describe('Play with chaos', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  test('is recorded as plain acts that need no dice to be done again', () => {
    const session = sessionOn('seed = 4');
    session.chaos = { loss: 0.3, duplication: 0.3, reordering: 0.5, crashes: 0.1 };
    session.speed = 20;
    session.togglePlay();
    vi.advanceTimersByTime(10_000);
    session.togglePlay();
    expect(session.step).toBeGreaterThan(50);
    expect(session.moment.seen.violations).toEqual([]);
    const acts = new Set(session.path.slice(1).map(({ act }) => act?.action));
    expect(acts).toContain('drop');
    expect(acts).toContain('crash');
    const again = sessionOn(formatScenario(session.toScenario()));
    expect(again.chaos).toEqual({ loss: 0, duplication: 0, reordering: 0, crashes: 0 });
    again.last();
    expect(again.failure).toBeNull();
    expect(again.world).toEqual(session.world);
    session.dispose();
  });
});
