import type { Subject } from '../../protocol/lack';

/** Shows why something has not happened. Everything below the lab has it as the context `why`. */
export type OnWhy = (about: Subject) => void;
