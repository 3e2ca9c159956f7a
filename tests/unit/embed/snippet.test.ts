import { expect, it } from 'vitest';
import { embedSnippet } from '../../../src/lib/ui/app/embed/snippet';

it('is a frame with a title, at the address with ?embed', () =>
  expect(embedSnippet('https://a.example/lab/#v1.3.4.abcd', 'An election', false)).toBe(
    '<iframe title="An election, step by step in Lockstep" src="https://a.example/lab/?embed#v1.3.4.abcd" width="640" height="480" loading="lazy" allow="fullscreen" style="border: 0; max-width: 100%"></iframe>',
  ));

it('which can wait until it is pressed', () =>
  expect(embedSnippet('https://a.example/lab/?lecture#step=1', 'T', true)).toContain(
    ' src="https://a.example/lab/?embed&amp;play=click#step=1"',
  ));

it.each([
  '"><script>alert(1)</script>',
  "' onload='alert(1)",
  '&quot; onload=&quot;',
  '</iframe><img src=x>',
])('a title of %j is text', (title) => {
  const [, inside = ''] =
    /^<iframe title="([^"<>]*), step by step/.exec(embedSnippet('https://a.example/', title, false)) ?? [];
  expect(inside).not.toBe('');
  expect(inside).not.toMatch(/[<>"]/);
});
