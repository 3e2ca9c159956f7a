/** What would answer a why-not question, as something that a search can look for. */
import { outstanding } from '../kv/client';
import type { Details } from '../protocol/description';
import type { Subject } from '../protocol/lack';
import type { ActorId } from '../protocol/message';
import type { Protocol } from '../protocol/protocol';
import type { Expectation } from '../sim/action';
import type { World } from '../sim/world';

/** The role in which a node leads; null: none of its roles does, or the system has no chart of them. */
export function leadingRole(system: Protocol, details: Details, world: World, id: ActorId): string | null {
  const node = world.nodes[id];
  if (!node) return null;
  const roles = details.chart?.(node).states ?? [];
  return roles.find((role) => system.leads({ ...node, alive: true, role })) ?? null;
}

/**
 * The state in which what a question asks for has happened; null: no `expect` can say it.
 *
 * Asked why an entry is not committed, the commit index is to reach that entry; why a vote was not given, the vote is to be the node's; why an
 * entry was not taken, the logs are to be the same; why there is no answer, it is to be `ok`, for of a get nobody knows what it would read.
 */
export function goalOf(
  system: Protocol,
  details: Details,
  world: World,
  about: Subject,
): readonly Expectation[] | null {
  const fields = (id: ActorId) => (world.nodes[id] ? system.expectable(world.nodes[id]) : {});
  const { vote, commit } = system.fields ?? {};
  switch (about.kind) {
    case 'lead': {
      const role = leadingRole(system, details, world, about.node);
      return role === null ? null : [{ node: about.node, role }];
    }
    case 'vote':
      return vote !== undefined && vote in fields(about.by) ? [{ node: about.by, [vote]: about.node }] : null;
    case 'entry':
      return commit !== undefined && commit in fields(about.node)
        ? [{ node: about.node, [commit]: about.index }]
        : null;
    case 'append': {
      const { log } = fields(about.node);
      return Array.isArray(log) ? [{ node: about.by, log: log as readonly number[] }] : null;
    }
    case 'client': {
      const client = world.clients[about.client];
      const request = client && outstanding(client);
      return request && request.op !== 'get' ? [{ client: about.client, reply: 'ok' }] : null;
    }
  }
}
