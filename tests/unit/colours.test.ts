import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { headMark } from '../../src/lib/picture/diagram/marks/heads';
import type { LabelKind } from '../../src/lib/protocol/label';

const CSS = readFileSync('src/styles/tokens.css', 'utf8');

type Colours = Readonly<Record<string, string>>;

/** The colours that a rule of tokens.css sets, as they are in a light or a dark scheme. */
function colours(selector: string, scheme: 'light' | 'dark'): Colours {
  const at = CSS.indexOf(`${selector} {`);
  const body = at < 0 ? '' : CSS.slice(at, CSS.indexOf('}', at));
  const set = body.matchAll(/--([\w-]+): (?:light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)|(#[0-9a-f]{6}))/g);
  return Object.fromEntries(
    [...set].map(([, name = '', light = '', dark = '', both]) => [
      name,
      both ?? (scheme === 'light' ? light : dark),
    ]),
  );
}

const LIGHT = colours(':root', 'light');
const THEMES: Readonly<Record<string, Colours>> = {
  light: LIGHT,
  dark: colours(':root', 'dark'),
  projector: { ...LIGHT, ...colours(":root[data-theme='projector']", 'light') },
};

/** WCAG 2.2's relative luminance of a colour. */
function luminance(hex: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5]
    .map((i) => parseInt(hex.slice(i, i + 2), 16) / 255)
    .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(a: string, b: string): number {
  const [light = 0, dark = 0] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return (light + 0.05) / (dark + 0.05);
}

const KINDS: readonly LabelKind[] = ['elect', 'replicate', 'assent', 'refusal', 'learn', 'client'];
const ROLES = ['leader', 'follower', 'candidate', 'crashed'];
const TEXTS = [...KINDS, ...ROLES, 'ink', 'muted', 'accent', 'changed'];
const GROUNDS = ['panel', 'raised', 'accent-soft', 'changed-soft'];
const MARKS = [...KINDS.map((kind) => `${kind}-mark`), 'changed-mark', 'strong-line'];

describe.each(Object.entries(THEMES))('in the %s theme', (theme, of) => {
  const least = theme === 'projector' ? 7 : 4.5;
  const pairs = (names: readonly string[], grounds: readonly string[], wanted: number) =>
    names.flatMap((name) =>
      grounds.flatMap((ground) => {
        const is = contrast(of[name] ?? '', of[ground] ?? '');
        return is >= wanted ? [] : [`${name} on ${ground}: ${is.toFixed(2)}`];
      }),
    );

  test('text has enough contrast on every ground', () => {
    expect(pairs(TEXTS, GROUNDS, least)).toEqual([]);
    expect(
      pairs(
        ROLES.slice(0, 3),
        ROLES.slice(0, 3).map((role) => `${role}-soft`),
        least,
      ),
    ).toEqual([]);
  });

  test('lines and marks have enough contrast', () => {
    expect(pairs(MARKS, GROUNDS, 3)).toEqual([]);
  });
});

test('light and dark differ, and both have every colour', () => {
  const { light = {}, dark = {} } = THEMES;
  expect(Object.keys(dark)).toEqual(Object.keys(light));
  expect(dark['ink']).not.toBe(light['ink']);
});

test('each kind of message has a hue and a head of its own', () => {
  const segment = { x1: 0, y1: 0, x2: 50, y2: 20 };
  for (const of of Object.values(THEMES)) {
    expect(new Set(KINDS.map((kind) => of[`${kind}-mark`])).size).toBe(KINDS.length);
  }
  const heads = KINDS.map((kind) => JSON.stringify({ ...headMark(kind, segment, 1, 'ink'), stroke: '' }));
  expect(new Set(heads).size).toBe(KINDS.length);
});
