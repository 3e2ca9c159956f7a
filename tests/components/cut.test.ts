import { fireEvent, render, screen, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import fc from 'fast-check';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { cutLines, stoppedAt } from '../../src/lib/ui/panels/stage/boundary';
import { beyond, cutOff, groupsOf } from '../../src/lib/ui/panels/stage/cut';
import { between, isInside, shared, type Box } from '../../src/lib/ui/panels/stage/geometry';
import { layoutStage } from '../../src/lib/ui/panels/stage/layout';
import Stage from '../../src/lib/ui/panels/stage/Stage.svelte';
import { sessionOn } from './samples';
import { withRoom } from './stage-room';
import { ids } from './stage-arbitraries';

const ROOM = { width: 900, height: 420, rem: 16, target: 28 };
const FIVE = 'num_nodes = 5\nnum_clients = 1\n';

describe('cutting the network', () => {
  test('divides every group by who is on the far side, and loses nobody', () => {
    expect(cutOff([['n1', 'n2', 'n3']], ['n3'])).toEqual([['n1', 'n2'], ['n3']]);
    expect(cutOff([['n1', 'n2'], ['n3']], ['n2', 'n3'])).toEqual([['n1'], ['n2'], ['n3']]);
    const names = ids('n', 9);
    fc.assert(
      fc.property(fc.array(fc.subarray(names), { maxLength: 4 }), (cuts) => {
        const groups = cuts.reduce<readonly (readonly string[])[]>(cutOff, [names]);
        expect(groups.flat().sort()).toEqual([...names].sort());
        expect(groups.every((group) => group.length > 0)).toBe(true);
      }),
    );
  });

  test('by a line parts the nodes on its two sides, whichever way it is drawn', () => {
    const boxes = layoutStage(ids('n', 5), [], ROOM)?.boxes ?? {};
    const [from, to] = [
      { x: 450, y: 0 },
      { x: 452, y: 420 },
    ];
    const left = beyond(from, to, ['n2', 'n3', 'n4', 'n5'], boxes);
    expect(left.sort()).toEqual(['n4', 'n5']);
    expect(beyond(to, from, ['n2', 'n3', 'n4', 'n5'], boxes).sort()).toEqual(['n2', 'n3']);
  });

  test('a node that a partition does not name stands alone', () => {
    const session = sessionOn(FIVE);
    session.do({ action: 'partition', groups: [['n1', 'n2'], ['n3']] });
    expect(groupsOf(session.world)).toEqual([['n1', 'n2'], ['n3'], ['n4'], ['n5']]);
  });
});

describe('the line of a cut', () => {
  const partition = fc.record({
    count: fc.integer({ min: 2, max: 13 }),
    far: fc.array(fc.boolean(), { minLength: 13, maxLength: 13 }),
  });

  /** Nodes on the stage and the lines that cut them in two. */
  function drawn(count: number, far: readonly boolean[]) {
    const names = ids('n', count);
    const layout = layoutStage(names, [], ROOM);
    if (!layout) throw new Error('no layout');
    const groups = [names.filter((_, i) => !far[i]), names.filter((_, i) => far[i])];
    return {
      names,
      groups,
      boxes: layout.boxes,
      lines: cutLines(groups, names, layout.boxes, layout.centre, ROOM),
    };
  }

  test('crosses every link between neighbours of different groups, and none within a group that stands together', () => {
    fc.assert(
      fc.property(partition, ({ count, far }) => {
        const { names, groups, boxes, lines } = drawn(count, far);
        const crossed = (a: string, b: string) =>
          lines.some((line) =>
            line.slice(1).some((point, i) => cuts(boxes[a] as Box, boxes[b] as Box, line[i] as Box, point)),
          );
        for (const [i, id] of names.entries()) {
          const next = names[(i + 1) % count] as string;
          const parted = groups.some((group) => group.includes(id) !== group.includes(next));
          if (parted) expect(crossed(id, next), `${id} ${next}`).toBe(true);
        }
        if (groups.some((group) => group.length === 0)) expect(lines).toEqual([]);
      }),
      { numRuns: 150 },
    );
  });

  test('of two groups that stand together is one curve that runs from edge to edge and hides behind no card', () => {
    for (const count of [3, 4, 5, 7, 9]) {
      for (let size = 1; size < count; size++) {
        const { boxes, lines } = drawn(
          count,
          Array.from({ length: 13 }, (_, i) => i < size),
        );
        expect(lines).toHaveLength(1);
        const points = (lines[0] ?? []).map((point) => ({ ...point, width: 1, height: 1 }));
        const inside = points.filter((point) => isInside(point, ROOM));
        const hidden = inside.filter((point) => Object.values(boxes).some((box) => shared(point, box) > 0));
        expect(hidden.length, `${size} of ${count}`).toBeLessThan(points.length / 3);
      }
    }
  });

  test('stops a message where it crosses its link', () => {
    const line = [
      { x: 50, y: -10 },
      { x: 50, y: 10 },
    ];
    expect(stoppedAt({ x: 0, y: 0 }, { x: 100, y: 0 }, [line])).toBeCloseTo(0.5);
    expect(stoppedAt({ x: 25, y: 0 }, { x: 125, y: 0 }, [line])).toBeCloseTo(0.25);
    expect(between({ x: 0, y: 0 }, { x: 10, y: 0 }, 0.3)).toEqual({ x: 3, y: 0 });
  });
});

/** Whether two stretches cross, by the sides on which their ends lie. */
function cuts(a: { x: number; y: number }, b: typeof a, c: typeof a, d: typeof a): boolean {
  const side = (p: typeof a, q: typeof a, r: typeof a) =>
    Math.sign((q.x - p.x) * (r.y - p.y) - (q.y - p.y) * (r.x - p.x));
  return side(a, b, c) * side(a, b, d) <= 0 && side(c, d, a) * side(c, d, b) <= 0;
}

describe('on the stage', () => {
  beforeEach(() => withRoom(ROOM));

  function show() {
    const session = sessionOn(FIVE);
    render(Stage, { session, breakable: true, onmessage: vi.fn(), onnode: vi.fn() });
    return { session, user: userEvent.setup() };
  }

  const button = (name: string) => screen.getByRole('button', { name });
  const drag = async (...points: [number, number][]) => {
    const ground = screen.getByTestId('ground');
    const [first, ...rest] = points.map(([clientX, clientY]) => ({
      clientX,
      clientY,
      button: 0,
      pointerId: 1,
    }));
    await fireEvent.pointerDown(ground, first);
    for (const point of rest) await fireEvent.pointerMove(ground, point);
    await fireEvent.pointerUp(ground, rest.at(-1));
  };

  test('a line dragged between nodes cuts the network there, and Heal makes it whole', async () => {
    const { session, user } = show();
    await drag([420, 0], [420, 100], [425, 420]);
    expect(session.world.network.groups).toEqual([
      ['n1', 'n2', 'n3'],
      ['n4', 'n5'],
    ]);
    await user.click(button('Heal'));
    expect(session.world.network.groups).toBeNull();
    expect(screen.queryByRole('button', { name: 'Heal' })).toBeNull();
  });

  test('while the line is drawn it says what it would part', async () => {
    show();
    const ground = screen.getByTestId('ground');
    await fireEvent.pointerDown(ground, { clientX: 420, clientY: 0, button: 0, pointerId: 1 });
    await fireEvent.pointerMove(ground, { clientX: 423, clientY: 2, pointerId: 1 });
    expect(screen.getByText('drag between nodes')).toBeInTheDocument();
    await fireEvent.pointerMove(ground, { clientX: 425, clientY: 420, pointerId: 1 });
    expect(screen.getByText('n1 n2 n3 | n4 n5')).toBeInTheDocument();
  });

  test.each<[string, [number, number][]]>([
    ['a press that does not move', [[300, 200]]],
    [
      'a line beside all nodes',
      [
        [1, 0],
        [1, 400],
      ],
    ],
  ])('%s cuts nothing', async (_what, points) => {
    const { session } = show();
    await drag(...points);
    expect(session.step).toBe(0);
  });

  test('a finger scrolls, unless a cut was asked for', async () => {
    const { session, user } = show();
    const swipe = async () => {
      const ground = screen.getByTestId('ground');
      const touch = { pointerType: 'touch', button: 0, pointerId: 2 };
      await fireEvent.pointerDown(ground, { ...touch, clientX: 300, clientY: 0 });
      await fireEvent.pointerMove(ground, { ...touch, clientX: 300, clientY: 420 });
      await fireEvent.pointerUp(ground, { ...touch, clientX: 300, clientY: 420 });
    };
    await swipe();
    expect(session.step).toBe(0);
    await user.click(button('Cut…'));
    await swipe();
    expect(session.step).toBe(1);
  });

  test('nodes are chosen by keyboard, and the sentence says what is missing', async () => {
    const { session, user } = show();
    button('Cut…').focus();
    await user.keyboard('{Enter}');
    const panel = screen.getByRole('group', { name: 'Cut the network' });
    expect(panel).toHaveTextContent('Choose the nodes to cut off');
    expect(within(panel).getByRole('button', { name: 'Cut' })).toHaveAttribute('aria-disabled', 'true');
    await user.click(within(panel).getByRole('button', { name: 'Cut' }));
    expect(session.step).toBe(0);
    for (const id of ['n2', 'n4']) {
      button(`Cut off ${id}`).focus();
      await user.keyboard(' ');
      expect(button(`Cut off ${id}`)).toHaveAttribute('aria-pressed', 'true');
    }
    expect(panel).toHaveTextContent('n1 n3 n5 | n2 n4');
    await user.click(within(panel).getByRole('button', { name: 'Cut' }));
    expect(session.world.network.groups).toEqual([
      ['n1', 'n3', 'n5'],
      ['n2', 'n4'],
    ]);
    expect(screen.queryByRole('group', { name: 'Cut the network' })).toBeNull();
  });

  test('whatever ends a cut that is chosen gives the focus back', async () => {
    const { session, user } = show();
    const press = async (it: HTMLElement) => {
      it.focus();
      await user.keyboard('{Enter}');
    };
    const cut = () => within(screen.getByRole('group', { name: 'Cut the network' })).getByText('Cut');
    for (const leave of [
      async () => user.keyboard('{Escape}'),
      async () => press(button('Cancel')),
      async () => press(cut()),
    ]) {
      await press(button('Cut…'));
      await press(button('Cut off n3'));
      await leave();
      expect(button('Cut…')).toHaveFocus();
    }
    expect(session.world.network.groups).toHaveLength(2);
  });

  test('Escape and Cancel put the cut away', async () => {
    const { session, user } = show();
    for (const leave of [() => user.keyboard('{Escape}'), () => user.click(button('Cancel'))]) {
      await user.click(button('Cut…'));
      await user.click(button('Cut off n3'));
      await leave();
      expect(screen.queryByRole('button', { name: 'Cut off n3' })).toBeNull();
    }
    expect(session.step).toBe(0);
  });

  test('cards and pills are pressed as ever', async () => {
    const { session, user } = show();
    await user.click(screen.getByRole('button', { name: 'Open n1' }));
    await user.click(screen.getByRole('button', { name: /^StartElection/ }));
    expect(session.step).toBe(0);
  });
});
