import type { packRun } from '../../link/pack-run';
import { inTime } from '../kit/missing';

let fetched: typeof packRun | null = null;

/** The packer of runs for the address, once it is loaded; then it packs at once. */
export const packer = (): typeof packRun | null => fetched;

/** Loads the packer. Rejects if it cannot be fetched. */
export async function fetchPacker(): Promise<typeof packRun> {
  fetched = (await inTime(import('../../link/pack-run'))).packRun;
  return fetched;
}
