import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pause } from './driver.js';

/** A busy machine is slow. */
const PATIENCE_MS = 20_000;

/** The site in a browser, with the steps of trials. */
export class Site {
  /**
   * @param {import('./driver.js').Driver} driver
   * @param {string} url
   * @param {string} folder for files that are opened
   */
  constructor(driver, url, folder) {
    this.driver = driver;
    this.url = url;
    this.folder = folder;
  }

  /** @param {string} path opens a page, and waits until it can be used */
  async open(path) {
    // A change of the hash alone would not load the page again.
    await this.driver.open('about:blank');
    await this.driver.open(this.url + path);
    await this.until(`document.documentElement.dataset.alive !== undefined`, `${path} is alive`);
  }

  /** Opens the first example in the lab. */
  async openLab() {
    await this.open('lab/#example=config.toml');
    await this.until(`/step=\\d/.test(location.hash)`, 'the address has the step');
  }

  /**
   * @param {string} expression
   * @param {string} what for the message of a failure
   */
  async until(expression, what) {
    const end = Date.now() + PATIENCE_MS;
    for (;;) {
      if (await this.driver.read(`Boolean(${expression})`).catch(() => false)) return;
      if (Date.now() > end) throw new Error(`not so: ${what}`);
      await pause(50);
    }
  }

  /** @param {RegExp} told waits until the sentence of the step shown matches */
  told(told) {
    return this.until(
      `${told}.test(document.querySelector('[data-testid=live]').textContent)`,
      `told: ${told}`,
    );
  }

  /** @param {number} step */
  step(step) {
    return this.told(new RegExp(`Step ${step}\\.`));
  }

  /**
   * Presses the visible element with this name, with the pointer.
   * @param {RegExp} name
   * @param {string} [within] a selector
   */
  async press(name, within = 'body') {
    const mark = `(() => {
      document.querySelectorAll('[data-trial]').forEach((it) => it.removeAttribute('data-trial'));
      const all = [...document.querySelectorAll(${JSON.stringify(within)})].flatMap((it) => [
        ...it.querySelectorAll('button, a, summary, [role=menuitem]'),
      ]);
      const nameOf = (it) => (it.getAttribute('aria-label') ?? it.textContent).replace(/\\s+/g, ' ').trim();
      const found = all.find((it) => ${name}.test(nameOf(it)) && it.getClientRects().length > 0);
      found?.scrollIntoView({ block: 'center' });
      found?.setAttribute('data-trial', '');
      return found !== undefined;
    })()`;
    await this.until(mark, `there is ${name} in ${within}`);
    await this.#untilAtRest();
    await this.driver.click('[data-trial]');
  }

  /** Waits until what is to be pressed stands still: a message that moves would be missed. */
  async #untilAtRest() {
    const place = () =>
      this.driver.read(
        `JSON.stringify(document.querySelector('[data-trial]')?.getBoundingClientRect() ?? null)`,
      );
    let before = await place();
    for (let i = 0; i < 40; i++) {
      await pause(50);
      const now = await place();
      if (now === before) return;
      before = now;
    }
  }

  /**
   * @param {string} selector a menu, a text field or an area
   * @param {string} value
   */
  async set(selector, value) {
    await this.until(`document.querySelector(${JSON.stringify(selector)})`, `there is ${selector}`);
    await this.driver.read(`(() => {
      const it = document.querySelector(${JSON.stringify(selector)});
      it.value = ${JSON.stringify(value)};
      it.dispatchEvent(new Event('input', { bubbles: true }));
      it.dispatchEvent(new Event('change', { bubbles: true }));
      return it.value;
    })()`);
  }

  /** @param {string} toml opens a text as a file, and waits for its title, which it must have */
  async file(toml) {
    const path = join(this.folder, 'scenario.toml');
    writeFileSync(path, toml);
    await this.driver.choose('input[type=file]', path);
    const title = /title = "([^"]+)"/.exec(toml)?.[1];
    await this.until(
      `document.querySelector('h1').textContent.includes(${JSON.stringify(title)})`,
      `${title} runs`,
    );
  }

  /** @returns {Promise<unknown>} the errors of the open page, as a list of sentences */
  async faults() {
    await this.until('window.faults', 'the page has begun');
    return this.driver.read('window.faults');
  }
}
