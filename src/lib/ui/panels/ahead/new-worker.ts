/** The worker that looks ahead. The bundler looks for this very expression. */
export const newWorker = (): Worker =>
  new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' });
