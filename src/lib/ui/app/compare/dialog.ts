import type { Message } from '../../../protocol/message';
import type { Side } from '../../../sim/scenario';

/** The dialogs over the two stages. */
export type PairDialog =
  | { readonly kind: 'both' }
  | { readonly kind: 'node'; readonly side: Side; readonly id: string }
  | { readonly kind: 'message'; readonly side: Side; readonly message: Message };
