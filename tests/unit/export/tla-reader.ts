/** A small parser for the TLA+ in which TLC prints values, enough to check that an export says what the run says. */
export type Tla = string | number | boolean | readonly Tla[] | { readonly [name: string]: Tla };

/** Parses one value and expects nothing after it. @throws if the text is not a value, with the rest of the text */
export function readTla(text: string): Tla {
  let rest = text;
  const skip = () => (rest = rest.trimStart());
  const take = (pattern: RegExp): string | null => {
    skip();
    const found = new RegExp(`^(?:${pattern.source})`).exec(rest)?.[0];
    if (found === undefined) return null;
    rest = rest.slice(found.length);
    return found;
  };
  const need = (pattern: RegExp): string => {
    const found = take(pattern);
    if (found === null) throw new Error(`${pattern.source} expected at: ${rest.slice(0, 60)}`);
    return found;
  };
  const unquoted = (quoted: string) =>
    quoted.slice(1, -1).replace(/\\(.)/g, (_, c: string) => ({ n: '\n', t: '\t', r: '\r', f: '\f' })[c] ?? c);
  const STRING = /"(?:[^"\\\n]|\\.)*"/;

  function list(close: RegExp): Tla {
    const items: Tla[] = [];
    while (take(close) === null) {
      if (items.length > 0) need(/,/);
      items.push(value());
    }
    return items;
  }

  function pairs(arrow: RegExp, name: RegExp, between: RegExp, close: RegExp): Tla {
    const found: [string, Tla][] = [];
    do {
      const key = need(name);
      need(arrow);
      found.push([key.startsWith('"') ? unquoted(key) : key, value()]);
    } while (take(between) !== null);
    need(close);
    return Object.fromEntries(found);
  }

  function value(): Tla {
    if (take(/<</) !== null) return list(/>>/);
    if (take(/\[/) !== null) return pairs(/\|->/, /[A-Za-z]\w*/, /,/, /\]/);
    if (take(/\(/) !== null) return pairs(/:>/, STRING, /@@/, /\)/);
    const boolean = take(/TRUE|FALSE/);
    if (boolean !== null) return boolean === 'TRUE';
    const number = take(/\d+/);
    return number === null ? unquoted(need(STRING)) : Number(number);
  }

  const read = value();
  skip();
  if (rest !== '') throw new Error(`nothing expected at: ${rest.slice(0, 60)}`);
  return read;
}
