import { strict as assert } from 'node:assert';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';

const root = path.join(__dirname, '..', '..');

/** VS Code makes links of `[text](address)` in these, which may run commands. */
const notices = new Set(['showErrorMessage', 'showWarningMessage', 'showInformationMessage']);

/** What escapes text that a workspace, a report or another program supplies: for notices, and for all other places. */
const noticeEscapes = new Set(['noticeText', 'statusText']);
const escapes = new Set([...noticeEscapes, 'labelText', 'visibleLine', 'visibleLines', 'escaped']);

/** Functions of other files that return text of the product's own, or escape what they are given. */
const ownWords = new Set([
  'timeText',
  'shortTimeText',
  'changedMeanwhile',
  'severityName',
  'unreadableText',
  'strategyChoices',
  'counted',
]);

/** Properties that VS Code shows, in an object that is handed to it or assigned to one of its items. */
const shownProperties = new Set([
  'accessibilityInformation',
  'description',
  'detail',
  'label',
  'message',
  'placeHolder',
  'prompt',
  'title',
  'tooltip',
]);

/** What the check cannot follow, and why it is safe. */
const exceptions: Readonly<Record<string, string>> = {
  'src/csvCommand.ts: String(parameters.warmup)': 'a number',
  'src/csvCommand.ts: label': 'words of the list of fields',
  'src/csvCommand.ts: parameters[key]': 'a decimal that the user typed, checked',
  'src/csvCommand.ts: prompt': 'words of the lists of strategies and fields',
  'src/csvCommand.ts: title': 'the name of the file, escaped by the caller',
  'src/floatZeros/crashHandler.ts: message': 'words of this file, with a count',
  'src/floatZeros/trapCommands.ts: text':
    'words of this function, with a count; the other is text of a file, not shown',
  'src/floatZeros/view.ts: cell': 'a number',
  'src/floatZeros/view.ts: count': 'a number',
  'src/floatZeros/view.ts: finding.range.start.line': 'a number',
  'src/floatZeros/view.ts: label': 'a key; what is shown of it is escaped',
  'src/floatZeros/view.ts: uri': 'an address, of which the editor shows the name',
  'src/history/chooseRun.ts: title': 'words of the callers',
  'src/history/history.ts: chosen.map(({ head }) => timeText(head.event.report.startedAt))': 'times',
  'src/history/runItems.ts: label': 'words of this file',
  'src/history/runItems.ts: state.name': 'words of this file',
  'src/statusBar.ts: status.text': 'escaped by the functions that make a status',
  'src/statusBar.ts: tooltip': 'escaped by the functions that make a status',
  'src/testExplorer/acceptAsBaseline.ts: scenario': 'a name of the vocabulary',
  'src/testExplorer/gateMessages.ts: high': 'a number',
  'src/testExplorer/gateMessages.ts: launchesAfter': 'a number',
  'src/testExplorer/gateMessages.ts: launchesBefore': 'a number',
  'src/testExplorer/gateMessages.ts: low': 'a number',
  'src/testExplorer/gateMessages.ts: percent': 'a number',
  'src/testExplorer/gateMessages.ts: thresholds.failurePercent': 'a number',
  'src/testExplorer/pickScenario.ts: scenario': 'a name of the vocabulary',
  'src/testExplorer/testExplorer.ts: judged.engine': 'a name of the vocabulary',
  'src/testExplorer/testItems.ts: engine': 'a name of the vocabulary',
  'src/testExplorer/testItems.ts: scenario': 'a name of the vocabulary',
};

describe('architecture: what the extension shows', () => {
  it('escapes text that a workspace, a report or another program supplies', () => {
    const found = readdirSync(path.join(root, 'src'), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
      .map((entry) => path.join(entry.parentPath, entry.name))
      .flatMap((file) => {
        const name = path.relative(root, file).replaceAll(path.sep, '/');
        return unescapedIn(readFileSync(file, 'utf8')).map((text) => `${name}: ${text}`);
      });
    assert.deepEqual([...new Set(found)].sort(), Object.keys(exceptions).sort());
  });

  it('the check recognizes text in every form', () => {
    for (const text of [
      'vscode.window.showErrorMessage(reason);',
      'vscode.window.showErrorMessage(`no ${reason}`);',
      'vscode.window.showErrorMessage(`no ${visibleLine(reason)}`);',
      'const text = reason; vscode.window.showWarningMessage(text);',
      'const textOf = () => reason; vscode.window.showWarningMessage(textOf());',
      "vscode.window.showWarningMessage('a', { modal: true, detail: visibleLine(reason) });",
      'vscode.window.withProgress({ location, title: reason }, run);',
      'progress.report({ message: reason });',
      'item.tooltip = reason;',
      "item.tooltip = ['a', reason].join('\\n');",
      "item.tooltip = isA ? 'a' : reason;",
      'item.accessibilityInformation = { label: reason };',
      'new vscode.TreeItem(reason);',
      'new vscode.TestMessage(reason);',
      'vscode.TestMessage.diff(reason, a, b);',
      'run.appendOutput(reason);',
      'controller.createTestItem(id, reason);',
      'vscode.window.showQuickPick([{ label: reason }]);',
    ])
      assert.notDeepEqual(unescapedIn(text), [], text);
    for (const text of [
      'vscode.window.showErrorMessage(`no ${noticeText(reason)}`);',
      "vscode.window.showErrorMessage(`${all.length} of 3`, 'Open');",
      'item.tooltip = `${visibleLine(reason)}, ${format.format(count)}`;',
      "new vscode.TestMessage(text === null ? 'a' : visibleLine(text));",
    ])
      assert.deepEqual(unescapedIn(text), [], text);
  });
});

/** Expressions that are shown, and hold text that nothing escapes. */
function unescapedIn(text: string): string[] {
  const file = ts.createSourceFile('a.ts', text, ts.ScriptTarget.Latest, true);
  const scope = new Scope(file);
  const found: string[] = [];
  const show = (node: ts.Node | undefined, safe: ReadonlySet<string>): void => {
    if (node !== undefined) found.push(...scope.unsafeParts(node, safe).map((part) => part.getText()));
  };
  const visit = (node: ts.Node, within: ReadonlySet<string>): void => {
    let safe = within;
    if (ts.isCallExpression(node)) {
      const name = calledName(node);
      if (name !== null && notices.has(name)) {
        safe = noticeEscapes;
        for (const argument of node.arguments)
          if (!ts.isObjectLiteralExpression(argument)) show(argument, safe);
      }
      if (name === 'withProgress' || name === 'report') safe = noticeEscapes;
      if (name === 'appendOutput') show(node.arguments[0], escapes);
      if (name === 'createTestItem') show(node.arguments[1], escapes);
      if (name === 'diff') for (const argument of node.arguments) show(argument, escapes);
    }
    if (ts.isNewExpression(node) && /\b(?:TreeItem|TestMessage)$/.test(node.expression.getText()))
      show(node.arguments?.[0], escapes);
    if (ts.isPropertyAssignment(node) && shownProperties.has(node.name.getText()))
      show(node.initializer, safe);
    if (ts.isShorthandPropertyAssignment(node) && shownProperties.has(node.name.text)) show(node.name, safe);
    if (
      ts.isBinaryExpression(node) &&
      node.operatorToken.kind === ts.SyntaxKind.EqualsToken &&
      ts.isPropertyAccessExpression(node.left) &&
      (shownProperties.has(node.left.name.text) || /\bitem\.text$/.test(node.left.getText())) &&
      !ts.isObjectLiteralExpression(node.right)
    )
      show(node.right, safe);
    ts.forEachChild(node, (child) => visit(child, safe));
  };
  visit(file, escapes);
  return found;
}

/** The names of one file, resolved without type inference. */
class Scope {
  readonly #values = new Map<string, (ts.Expression | null)[]>();
  readonly #functions = new Map<string, ts.FunctionLikeDeclaration[]>();

  constructor(file: ts.SourceFile) {
    const visit = (node: ts.Node): void => {
      if (ts.isVariableDeclaration(node) && ts.isIdentifier(node.name)) {
        const { initializer } = node;
        if (initializer !== undefined && ts.isArrowFunction(initializer))
          this.#add(this.#functions, node.name.text, initializer);
        else this.#add(this.#values, node.name.text, initializer ?? null);
      }
      if ((ts.isParameter(node) || ts.isBindingElement(node)) && ts.isIdentifier(node.name))
        this.#add(this.#values, node.name.text, null);
      if ((ts.isFunctionDeclaration(node) || ts.isMethodDeclaration(node)) && node.name !== undefined)
        this.#add(this.#functions, node.name.getText(), node);
      ts.forEachChild(node, visit);
    };
    visit(file);
  }

  #add<T>(map: Map<string, T[]>, name: string, item: T): void {
    map.set(name, [...(map.get(name) ?? []), item]);
  }

  unsafeParts(node: ts.Node, safe: ReadonlySet<string>, following: readonly ts.Node[] = []): ts.Node[] {
    if (following.includes(node)) return [];
    const follow = (...parts: readonly (ts.Node | undefined)[]): ts.Node[] =>
      parts.flatMap((part) => (part === undefined ? [] : this.unsafeParts(part, safe, [...following, node])));
    if (ts.isStringLiteralLike(node) || ts.isNumericLiteral(node) || ts.isOmittedExpression(node)) return [];
    if (node.kind === ts.SyntaxKind.NullKeyword || node.getText() === 'undefined') return [];
    if (ts.isTemplateExpression(node))
      return follow(...node.templateSpans.map(({ expression }) => expression));
    if (ts.isConditionalExpression(node)) return follow(node.whenTrue, node.whenFalse);
    if (ts.isBinaryExpression(node)) {
      if (isArithmetic(node.operatorToken.kind)) return [];
      return node.operatorToken.kind === ts.SyntaxKind.AmpersandAmpersandToken
        ? follow(node.right)
        : follow(node.left, node.right);
    }
    if (ts.isParenthesizedExpression(node) || ts.isAwaitExpression(node) || ts.isSpreadElement(node))
      return follow(node.expression);
    if (ts.isArrayLiteralExpression(node)) return follow(...node.elements);
    // Each property is checked where it stands.
    if (ts.isObjectLiteralExpression(node)) return [];
    if (ts.isPropertyAccessExpression(node) && node.name.text === 'length') return [];
    if (ts.isIdentifier(node)) {
      const values = this.#values.get(node.text);
      return values === undefined || values.includes(null)
        ? [node]
        : follow(...values.map((value) => value ?? undefined));
    }
    if (ts.isCallExpression(node)) return this.#unsafeCall(node, safe, follow);
    return [node];
  }

  #unsafeCall(
    node: ts.CallExpression,
    safe: ReadonlySet<string>,
    follow: (...parts: readonly (ts.Node | undefined)[]) => ts.Node[],
  ): ts.Node[] {
    const name = calledName(node) ?? '';
    if (safe.has(name) || ownWords.has(name) || name === 'format') return [];
    if (node.expression.getText().startsWith('Math.')) return [];
    if (['join', 'replaceAll', 'trimEnd'].includes(name) && ts.isPropertyAccessExpression(node.expression))
      return follow(node.expression.expression, ...node.arguments);
    const own = this.#functions.get(name);
    return own === undefined ? [node] : follow(...own.flatMap(returnsOf));
  }
}

function calledName({ expression }: ts.CallExpression): string | null {
  if (ts.isIdentifier(expression)) return expression.text;
  return ts.isPropertyAccessExpression(expression) ? expression.name.text : null;
}

function returnsOf(node: ts.FunctionLikeDeclaration): ts.Node[] {
  const { body } = node;
  if (body === undefined) return [];
  if (!ts.isBlock(body)) return [body];
  const found: ts.Node[] = [];
  const visit = (child: ts.Node): void => {
    if (ts.isReturnStatement(child) && child.expression !== undefined) found.push(child.expression);
    if (!ts.isFunctionLike(child)) ts.forEachChild(child, visit);
  };
  visit(body);
  return found;
}

function isArithmetic(kind: ts.SyntaxKind): boolean {
  return [ts.SyntaxKind.MinusToken, ts.SyntaxKind.AsteriskToken, ts.SyntaxKind.SlashToken].includes(kind);
}
