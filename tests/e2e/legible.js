/**
 * What a stage must show at a step, derived from the world.
 * @typedef {object} Shown
 * @property {number} [stage] which of the page's stages; absent: the first
 * @property {readonly ShownNode[]} nodes
 * @property {Readonly<Record<string, number>>} inFlight the number of messages in flight to each actor
 */

/**
 * @typedef {object} ShownNode
 * @property {string} id
 * @property {string} role
 * @property {readonly string[]} facts term, vote, commit and the like, as they are written: `t3`, `vote n1`
 * @property {readonly string[]} entries the last four entries, or all if there are fewer, each with everything said about it
 * @property {readonly string[]} store
 */

/**
 * What cannot be read on a stage, one sentence each. It runs in the page, so it may only use its argument.
 *
 * Texts and chips must not overlap, exceed their row, or have less room than they need. What the rows scroll out of view
 * is not cut: scrolling reaches it.
 *
 * @param {Shown} shown
 * @returns {string[]}
 */
export function illegible(shown) {
  const stage = document.querySelectorAll('section[aria-label="Stage"]')[shown.stage ?? 0];
  if (!stage) return ['there is no stage'];
  /** @type {string[]} */
  const found = [];
  const text = (/** @type {Element} */ it) => (it.textContent ?? '').replace(/\s+/g, ' ').trim();
  /** A name's button is larger than its letters, for fingers. Only the letters count. */
  const boxOf = (/** @type {Element} */ it) => {
    if (!it.matches('.name')) return it.getBoundingClientRect();
    const letters = document.createRange();
    letters.selectNodeContents(it);
    return letters.getBoundingClientRect();
  };
  const visible = (/** @type {Element} */ it) =>
    it.checkVisibility({ visibilityProperty: true, opacityProperty: true });
  const name = (/** @type {Element} */ it) =>
    `${it.closest('[data-actor]')?.getAttribute('data-actor') ?? 'stage'}: ${text(it)}`;

  const LEAVES =
    '.chip, .cell, .name, .role, .term, .fact, .pair, .number, .timers button, .more, .outside, .says, .why, .cut span, .cut button, .heads button, .indices span, .flight, .heads .store';
  const leaves = [...stage.querySelectorAll(LEAVES)].filter((it) => visible(it) && boxOf(it).width > 0);
  const boxes = leaves.map(boxOf);
  const scroller = stage.querySelector('.rows');
  const frame = scroller && boxOf(scroller);
  /** The part of a box that the rows leave visible. */
  const seen = (/** @type {Element} */ it, /** @type {DOMRect} */ box) => {
    if (!frame || !scroller?.contains(it)) return box;
    const [top, bottom] = [Math.max(box.top, frame.top), Math.min(box.bottom, frame.bottom)];
    return new DOMRect(box.left, top, box.width, Math.max(0, bottom - top));
  };

  const cards = [...stage.querySelectorAll('article')];
  const all = [...leaves, ...cards];
  const places = all.map((it, i) => seen(it, boxes[i] ?? boxOf(it)));
  for (const [i, a] of all.entries())
    for (let k = i + 1; k < all.length; k++) {
      const b = /** @type {Element} */ (all[k]);
      const [p, q] = /** @type {[DOMRect, DOMRect]} */ ([places[i], places[k]]);
      const wide = Math.min(p.right, q.right) - Math.max(p.left, q.left);
      const high = Math.min(p.bottom, q.bottom) - Math.max(p.top, q.top);
      if (wide > 1 && high > 1 && !a.contains(b) && !b.contains(a))
        found.push(`${name(a)} and ${name(b)} overlap`);
    }

  for (const [i, it] of leaves.entries()) {
    const box = /** @type {DOMRect} */ (boxes[i]);
    const card = it.closest('article') ?? it.closest('.cut, .heads') ?? stage;
    const room = boxOf(card);
    const beyond = Math.max(
      room.left - box.left,
      box.right - room.right,
      room.top - box.top,
      box.bottom - room.bottom,
    );
    if (beyond > 1) found.push(`${name(it)} is ${Math.round(beyond)} px beyond its row`);
    for (const part of [it, ...it.querySelectorAll('*')]) {
      if (part.closest('svg, .visually-hidden')) continue;
      const lacks = Math.max(part.scrollWidth - part.clientWidth, part.scrollHeight - part.clientHeight);
      const clips = getComputedStyle(part).overflow !== 'visible';
      if (clips && part.clientWidth > 0 && lacks > 1) found.push(`${name(it)} lacks ${lacks} px`);
    }
  }
  for (const it of cards) {
    const room = boxOf(stage);
    const box = boxOf(it);
    if (box.left < room.left - 1 || box.right > room.right + 1) found.push(`${name(it)} is beyond the stage`);
    const isScrolled = scroller && (scroller.scrollHeight > scroller.clientHeight || frame === null);
    if (!isScrolled && (box.top < room.top - 1 || box.bottom > room.bottom + 1))
      found.push(`${name(it)} is above or below the stage`);
  }

  for (const { id, role, facts, entries, store } of shown.nodes) {
    const card = stage.querySelector(`[data-actor="${id}"]`);
    if (!card || !visible(card)) {
      found.push(`${id} is not shown`);
      continue;
    }
    const parts = (/** @type {string} */ which) =>
      [...card.querySelectorAll(which)].filter(visible).map(text);
    const said = parts('.role, .term, .fact, .number').map((it) => it.replace(/ ?, changed, was .*$/, ''));
    for (const fact of [role, ...facts]) if (!said.includes(fact)) found.push(`${id} does not say ${fact}`);
    const cells = [...card.querySelectorAll('li[aria-label]')]
      .filter(visible)
      .map((it) => it.getAttribute('aria-label'));
    for (const entry of entries)
      if (!cells.some((it) => it?.startsWith(entry))) found.push(`${id} does not show ${entry}`);
    const pairs = parts('.store .pair');
    const isCounted = pairs.some((it) => /^\+\d+$/.test(it));
    for (const pair of store)
      if (!pairs.includes(pair) && !isCounted) found.push(`${id} does not show ${pair}`);
  }

  for (const [to, count] of Object.entries(shown.inFlight)) {
    const card = stage.querySelector(`[data-actor="${to}"]`);
    const chips = [...(card?.querySelectorAll('[data-ids]') ?? [])].filter(visible);
    const ids = chips.flatMap((it) => it.getAttribute('data-ids')?.split(' ') ?? []);
    const more = Number(
      /^\+(\d+)$/.exec(text(card?.querySelector('.more') ?? document.createElement('i')))?.[1] ?? 0,
    );
    if (ids.length + more !== count)
      found.push(`${to} shows ${ids.length} and counts ${more} of ${count} messages`);
  }
  return found;
}
