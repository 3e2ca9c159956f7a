/** The numbers of nodes, of entries in each log, and of messages in flight. */
const NODES = 9;
const ENTRIES = 30;
const MESSAGES = 40;

/**
 * A scenario with more on the stage than any example: nine nodes, of which one leads and one is down, logs of about thirty
 * entries, and forty messages in flight, some of old terms.
 */
export function stressScenario(): string {
  const ids = Array.from({ length: NODES }, (_, i) => `n${i + 1}`);
  const nodes = ids.map((id, i) => {
    const entries = Array.from({ length: ENTRIES - (i % 3) }, (_, k) => {
      const term = 1 + Math.floor(k / 8);
      return `{ term = ${term}, op = "put", key = "k${k % 5}", value = "${k}" }`;
    });
    const role = i === 0 ? 'role = "leader"\n' : '';
    return `[[node]]\nid = "${id}"\nterm = 5\n${role}commit_index = ${20 + (i % 3)}\nlog = [\n  ${entries.join(',\n  ')},\n]\n`;
  });
  const messages = Array.from({ length: MESSAGES }, (_, i) => {
    const [from, to] = [ids[i % NODES], ids[(i * 4 + 1 + (i % NODES)) % NODES]];
    const other = from === to ? ids[(i + 1) % NODES] : to;
    return `[[message]]\nmessage = "RequestVote"\nfrom = "${from}"\nto = "${other}"\nterm = ${3 + (i % 4)}\ncandidate_id = "${from}"\nlast_log_index = ${i % 30}\nlast_log_term = 2\n`;
  });
  const steps = '[[step]]\naction = "crash"\nnode = "n4"\n[[step]]\naction = "next"\ncount = 12\n';
  return `title = "Stress"\nnum_nodes = ${NODES}\nnum_clients = 2\n${nodes.join('')}${messages.join('')}${steps}`;
}
