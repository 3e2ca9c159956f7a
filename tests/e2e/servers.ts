import { existsSync } from 'node:fs';
import { findChromium, HOW_TO_GET_CHROMIUM } from '../../scripts/chromium.js';
import { serve } from '../../scripts/serve.js';

const PREFIXES = { root: '/', prefix: '/some/prefix/' };

/** The environment variable with the address of the site for the tests of a project. */
export const addressVariable = (project: string) => `LOCKSTEP_URL_${project.toUpperCase()}`;

/**
 * Serves the built site for all browser tests. Each project has its own host, so that a path without the prefix
 * finds nothing.
 */
export default async function startServers(): Promise<() => Promise<void>> {
  if (findChromium() === null) throw new Error(HOW_TO_GET_CHROMIUM);
  if (!existsSync('build/index.html')) throw new Error('There is no built site: npm run build makes it.');
  const servers = await Promise.all(
    Object.entries(PREFIXES).map(async ([project, prefix]) => {
      const server = await serve('build', { prefix });
      process.env[addressVariable(project)] = server.url;
      return server;
    }),
  );
  return async () => {
    await Promise.all(servers.map((server) => server.close()));
  };
}
