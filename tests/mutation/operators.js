import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';

/**
 * Mutations generated from the code, so that they survive when code moves: comparisons, conditions, numbers and
 * booleans are inverted, and calls left out. A sample of them is tried.
 */

/** @typedef {import('./mutation.js').Mutation} Mutation */

/** The replacement of a binary operator. */
const OPERATORS = new Map([
  [ts.SyntaxKind.EqualsEqualsEqualsToken, '!=='],
  [ts.SyntaxKind.ExclamationEqualsEqualsToken, '==='],
  [ts.SyntaxKind.GreaterThanToken, '>='],
  [ts.SyntaxKind.GreaterThanEqualsToken, '>'],
  [ts.SyntaxKind.LessThanToken, '<='],
  [ts.SyntaxKind.LessThanEqualsToken, '<'],
  [ts.SyntaxKind.AmpersandAmpersandToken, '||'],
  [ts.SyntaxKind.BarBarToken, '&&'],
  [ts.SyntaxKind.PlusToken, '-'],
  [ts.SyntaxKind.MinusToken, '+'],
]);

/** Calls that can be replaced by their first argument. */
const PASSING = new Set([
  'startTimer',
  'say',
  'sayEach',
  'send',
  'sendAll',
  'sendEach',
  'set',
  'happened',
  'posted',
]);
/** Methods that can be left out. */
const CHAINED = new Set(['sort', 'reverse', 'filter', 'trim', 'toWellFormed']);

/**
 * A change: start, end, replacement, and what it is in words.
 * @typedef {readonly [number, number, string, string]} Change
 */

/**
 * All changes of a file.
 * @param {string} text
 * @returns {Change[]}
 */
function changesOf(text) {
  const source = ts.createSourceFile('file.ts', text, ts.ScriptTarget.Latest, true);
  /** @type {Change[]} */
  const changes = [];
  /** @param {ts.Node} node @param {string} by @param {string} what */
  const replace = (node, by, what) => changes.push([node.getStart(source), node.getEnd(), by, what]);
  /** @param {ts.Node} node */
  const visit = (node) => {
    if (ts.isTypeNode(node) || ts.isInterfaceDeclaration(node) || ts.isTypeAliasDeclaration(node)) return;
    if (ts.isImportDeclaration(node)) return;
    if (ts.isBinaryExpression(node)) {
      const other = OPERATORS.get(node.operatorToken.kind);
      const isText = [node.left, node.right].some(
        (side) => ts.isStringLiteralLike(side) || ts.isTemplateExpression(side),
      );
      if (other && !(isText && (other === '-' || other === '+')))
        replace(node.operatorToken, other, `${node.operatorToken.getText(source)} is ${other}`);
    }
    if (ts.isConditionalExpression(node))
      replace(node.condition, `!(${node.condition.getText(source)})`, 'the other way round');
    if (ts.isIfStatement(node))
      replace(node.expression, `!(${node.expression.getText(source)})`, 'the other way round');
    if (node.kind === ts.SyntaxKind.TrueKeyword) replace(node, 'false', 'true is false');
    if (node.kind === ts.SyntaxKind.FalseKeyword) replace(node, 'true', 'false is true');
    if (ts.isNumericLiteral(node)) replace(node, `${Number(node.text.replaceAll('_', '')) + 1}`, 'one more');
    if (
      ts.isPropertyAssignment(node) &&
      node.name.getText(source) === 'rule' &&
      ts.isStringLiteral(node.initializer)
    )
      replace(node.initializer, "'another'", 'another card is cited');
    if (ts.isCallExpression(node)) {
      const { expression, arguments: given } = node;
      if (ts.isIdentifier(expression) && PASSING.has(expression.text) && given[0])
        replace(node, given[0].getText(source), `no ${expression.text}`);
      if (ts.isPropertyAccessExpression(expression) && CHAINED.has(expression.name.text))
        replace(node, expression.expression.getText(source), `no ${expression.name.text}`);
      if (ts.isPropertyAccessExpression(expression) && expression.name.text === 'some')
        replace(expression.name, 'every', 'some are all');
      if (ts.isPropertyAccessExpression(expression) && expression.name.text === 'every')
        replace(expression.name, 'some', 'all are some');
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return changes;
}

/**
 * The change as a mutation, with a search text that occurs once in the file.
 * @param {string} file
 * @param {string} text
 * @param {Change} change
 * @returns {Mutation}
 */
function mutationOf(file, text, [start, end, by, what]) {
  let [from, to] = [start, end];
  while (text.split(text.slice(from, to)).length > 2)
    [from, to] = [Math.max(0, from - 8), Math.min(text.length, to + 8)];
  const line = text.slice(0, start).split('\n').length;
  const search = text.slice(from, to);
  const breaks = `${what}, line ${line}: ${text.split('\n')[line - 1]?.trim()}`;
  return { file, search, replace: text.slice(from, start) + by + text.slice(end, to), breaks };
}

/**
 * @param {string} root of src/lib
 * @param {readonly string[]} places files and folders below it
 * @returns {Mutation[]} every change of every file there
 */
export function everyMutation(root, places) {
  return places
    .flatMap((place) => filesIn(root, place))
    .flatMap((file) => {
      const text = readFileSync(join(root, file), 'utf8');
      return changesOf(text).map((change) => mutationOf(file, text, change));
    });
}

/**
 * @param {string} root
 * @param {string} place
 * @returns {string[]}
 */
function filesIn(root, place) {
  if (!statSync(join(root, place)).isDirectory()) return [place];
  return readdirSync(join(root, place))
    .sort()
    .flatMap((name) => filesIn(root, `${place}/${name}`))
    .filter((file) => file.endsWith('.ts'));
}

/**
 * A sample of a list, the same for the same seed: the items with the lowest random numbers.
 * @template T
 * @param {readonly T[]} list
 * @param {number} count
 * @param {number} seed
 * @returns {T[]}
 */
export function sample(list, count, seed) {
  let state = seed;
  const next = () => (state = (state * 48271) % 2147483647);
  return list
    .map((item, i) => ({ item, i, drawn: next() }))
    .sort((a, b) => a.drawn - b.drawn)
    .slice(0, count)
    .sort((a, b) => a.i - b.i)
    .map(({ item }) => item);
}
