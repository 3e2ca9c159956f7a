import { render } from '@testing-library/svelte';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { handoutOf } from '../../src/lib/lessons/handout';
import { BrowserRuns } from '../../src/lib/ui/app/browser-runs.svelte';
import { VIEWS } from '../../src/lib/ui/app/lab/dock/views';
import LabDialogs from '../../src/lib/ui/app/LabDialogs.svelte';
import { LessonSession } from '../../src/lib/ui/app/lesson/lesson.svelte';
import { Source } from '../../src/lib/ui/app/source.svelte';
import type { Dialog } from '../../src/lib/ui/kit/dialog';
import * as pictures from '../../src/lib/ui/panels/export/pictures';
import * as texts from '../../src/lib/ui/panels/export/texts';
import TomlPanel from '../../src/lib/ui/panels/toml/TomlPanel.svelte';
import type { Session } from '../../src/lib/ui/run/session.svelte';
import { light } from './pictures';
import { errorsOf, sessionOn } from './samples';
import { showLab } from './show-lab';

// Whatever a scenario's texts hold, a page shows it as text (SECURITY.md).

const MARKUP = [
  '<script>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  '"><svg onload=alert(1)>',
  '</style></textarea></title><iframe src=javascript:alert(1)>',
  "' onfocus='alert(1)' autofocus='",
  '{@html "<img src=x onerror=alert(1)>"} ${alert(1)} %%{init: {"securityLevel":"loose"}}%%',
  '[press me](javascript:alert(1)) [and me](data:text/html,<script>alert(1)</script>)',
].join(' ');

const text = JSON.stringify(MARKUP);
const TOML = `
title = ${text}
description = ${text}
num_nodes = 3
num_clients = 1
keys = [${text}]

[[node]]
id = "n1"
term = 1
role = "leader"
log = [{ term = 1, op = "put", key = ${text}, value = ${text} }]
commit_index = 1

[[client]]
id = "c1"
requests = [{ op = "get", key = ${text} }, { op = "put", key = ${text}, value = ${text} }]

[[step]]
action = "next"
count = 8
note = ${text}

[[step]]
action = "crash"
node = "n3"
note = ${text}
`;

/** A hostile run, with a branch that has a hostile name. */
function hostileSession(): Session {
  const session = sessionOn(TOML, 9);
  session.do({ action: 'timeout', node: 'n2' });
  for (const { id } of session.timeline.branches) session.rename(id, MARKUP);
  return session;
}

/** What markup would have made of a text: elements that the page has none of, handlers, and addresses that run something. */
function madeOf(root: ParentNode): string[] {
  const elements = [...root.querySelectorAll('script, img, iframe, object, embed, base, meta, link')];
  const handlers = [...root.querySelectorAll('*')].filter(({ attributes }) =>
    [...attributes].some(
      ({ name, value }) => /^on/i.test(name) || /^\s*(?:javascript|data|vbscript):/i.test(value),
    ),
  );
  return [...elements, ...handlers].map(({ outerHTML }) => outerHTML.slice(0, 200));
}

let alerted = vi.fn();
beforeEach(() => {
  alerted = vi.fn();
  vi.stubGlobal('alert', alerted);
  localStorage.clear();
});
afterEach(() => {
  expect(madeOf(document.body)).toEqual([]);
  expect(alerted).not.toHaveBeenCalled();
  vi.unstubAllGlobals();
});

test('the check finds what it is for', () => {
  const root = document.createElement('div');
  root.innerHTML = MARKUP;
  expect(madeOf(root).length).toBeGreaterThan(3);
});

test('the lab', () => {
  showLab(hostileSession());
  expect(document.body).toHaveTextContent('<script>alert(1)</script>');
});

test.each(VIEWS.map((view) => [view.title, view] as const))('the view %s', async (_title, view) => {
  const session = hostileSession();
  if (view.shows && !view.shows(session.system)) return;
  const { default: View } = await view.load();
  const { container } = render(View, { session, onmessage: () => {}, onnode: () => {} });
  await vi.waitFor(() => expect(container.textContent?.length).toBeGreaterThan(10));
});

describe('a dialog', () => {
  const KINDS: readonly ((session: Session) => Dialog)[] = [
    () => ({ kind: 'node', id: 'n1' }),
    () => ({ kind: 'node', id: 'n3' }),
    () => ({ kind: 'steps', other: null }),
    ...(['reasons', 'break', 'promises', 'branches', 'saved', 'export', 'search'] as const).map(
      (kind) => () => ({
        kind,
      }),
    ),
    ({ path }) => {
      const message = [...path]
        .flatMap(({ world }) => world.network.inFlight)
        .find(({ type }) => /^Client/.test(type));
      if (!message) throw new Error('no request is in flight');
      return { kind: 'message', message };
    },
  ];
  test.each(KINDS.map((make, i) => [i, make] as const))('%i', async (_i, make) => {
    const session = hostileSession();
    const runs = new BrowserRuns(session, new Source(session, 'single', null));
    const dialog = make(session);
    render(LabDialogs, { dialog, session, title: MARKUP, onopen: () => {}, onclose: () => {}, runs });
    await vi.waitFor(() => expect(document.querySelector('dialog')?.textContent?.length).toBeGreaterThan(10));
  });
});

test('the editor, with mistakes that quote it', () => {
  const toml = `${text.slice(1, 20).replaceAll('"', '')} = 1\ntitel = ${text}\nsystem = ${text}\n`;
  const errors = errorsOf(toml);
  expect(errors.length).toBeGreaterThan(0);
  const never = () => {};
  const props = {
    text: toml,
    errors,
    isDraft: false,
    onload: never,
    ontype: never,
    onanew: never,
    onclose: never,
  };
  render(TomlPanel, { ...props, read: () => Promise.resolve({ ok: false, errors }) });
});

test('pictures are SVG in which the texts are texts', () => {
  const session = hostileSession();
  for (const picture of [pictures.stagePicture, pictures.diagramPicture, pictures.logsPicture]) {
    const markup = picture(session, MARKUP, light)?.markup ?? '';
    const { documentElement: root } = new DOMParser().parseFromString(markup, 'image/svg+xml');
    expect(root.nodeName).toBe('svg');
    expect(madeOf(root)).toEqual([]);
    expect(root.querySelector('title')?.textContent).toBe(MARKUP);
  }
});

test('texts for other tools hold it on one line, and where they have a syntax, within it', () => {
  const { system, path } = hostileSession();
  const run = [...path];
  const mermaid = texts.runAsMermaid(system, run, MARKUP);
  // Mermaid reads directives and markup in any text: neither is left.
  expect(mermaid).not.toMatch(/%%\{|<script|<img|<iframe/);
  expect(JSON.parse(texts.runAsItf(system, run, MARKUP))).toHaveProperty('states');
  for (const write of [texts.runAsTrace, texts.runAsShiviz])
    expect(write(system, run).split('\n').length).toBeLessThan(400);
  expect(texts.runAsJepsen(run).length + texts.runAsTlc(system, run).length).toBeGreaterThan(100);
});

test('a lesson and its handout', () => {
  const lesson = `${TOML}
[lesson]
intro = ${text}
outro = ${text}
summary = ${text}
`.replace(
    '[[step]]\naction = "crash"',
    `[[step]]\naction = "crash"\nspeaker = ${text}\nask = { question = ${text}, choices = [{ text = ${text}, why = ${text} }, { text = "x", right = true, why = ${text} }] }`,
  );
  const { scenario, system } = sessionOn(lesson);
  expect(new LessonSession(scenario, system).stops.length).toBeGreaterThan(2);
  const root = new DOMParser().parseFromString(
    handoutOf(scenario, system, (to) => `../${to}`),
    'text/html',
  );
  expect(madeOf(root.body)).toEqual([]);
  expect(root.body.textContent).toContain('<script>alert(1)</script>');
});
