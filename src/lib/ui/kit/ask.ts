import type { Subject } from '../../protocol/lack';

/** Answers why something has not happened. Given to all below the lab as the context `why`. */
export type OnWhy = (about: Subject) => void;
