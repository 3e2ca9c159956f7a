/** Makes a worker for a search. The bundler requires exactly this expression. */
export const newWorker = (): Worker =>
  new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' });
