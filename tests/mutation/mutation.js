/**
 * A small change of one file, in which `search` occurs exactly once.
 * @typedef {object} Mutation
 * @property {string} file below src/lib
 * @property {string} search
 * @property {string} replace
 * @property {string} breaks what is wrong then, in words
 * @property {readonly (readonly string[])[]} [tests] the tests that guard it, if no table names them
 * @property {string} [equivalent] why it changes no behaviour, so that no test can fail
 */

/**
 * Mutations of one file, each `[breaks, search, replace]`, or with a fourth: why it changes nothing.
 * @param {string} file
 * @param {readonly (readonly [string, string, string, string?])[]} changes
 * @returns {Mutation[]}
 */
export function mutationsOf(file, changes) {
  return changes.map(([breaks, search, replace, equivalent]) => ({
    ...{ file, search, replace, breaks },
    ...(equivalent === undefined ? {} : { equivalent }),
  }));
}
