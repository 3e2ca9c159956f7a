import type { Layout } from '../layout';
import { nowOf } from '../view';
import { n, type Mark } from './mark';

/** The messages in flight as marks, for files, which have no buttons. */
export function pillMarks({ pills, arrows, scale, view }: Layout): Mark[] {
  const now = nowOf(scale);
  const drawn = new Map(arrows.map((arrow) => [arrow.arrow.message.id, arrow]));
  return pills.flatMap(({ id, text, to, x, y, width, height }): Mark[] => {
    const arrow = drawn.get(id);
    if (!arrow) return [];
    const { kind } = arrow.arrow.label;
    const outline = rounded(now + x, y + 2, width, height - 4);
    const dash = arrow.state === 'held' ? { dash: '4 2' } : {};
    return [
      { kind: 'path', d: outline, fill: 'panel', stroke: `${kind}-mark`, width: 1.8, ...dash },
      {
        kind: 'text',
        text,
        x: now + x + 9,
        y: y + height / 2,
        size: view.font,
        fill: kind,
        bold: true,
      },
      { kind: 'text', text: to, x: now + x + width + 4, y: y + height / 2, size: view.font, fill: 'muted' },
    ];
  });
}

function rounded(x: number, y: number, width: number, height: number): string {
  const r = height / 2;
  const arc = (dy: number) => `a${n(r)} ${n(r)} 0 0 1 0 ${n(dy)}`;
  return `M${n(x + r)} ${n(y)}h${n(width - height)}${arc(height)}h${n(height - width)}${arc(-height)}z`;
}
