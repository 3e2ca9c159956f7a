import type { Likeness } from '../../../picture/pair/agreement';

export const SIGNS: Readonly<Record<Likeness, string>> = { same: '=', different: '≠', waits: '…' };

const WORDS: Readonly<Record<Likeness, string>> = {
  same: 'Same replies, same store',
  different: 'They differ',
  waits: 'The same so far',
};

/** Whether both sides agree, as a sign and in words. */
export function likenessText(likeness: Likeness): string {
  return `${SIGNS[likeness]} ${WORDS[likeness]}`;
}
