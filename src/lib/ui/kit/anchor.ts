/** The id of a rule on the page of rules. It includes the system, because rules of two systems may have the same name. */
export function ruleAnchor(system: string, rule: string): string {
  return `${system}-${rule}`;
}
