import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';

/** The only folder that the panel may load from. */
export function panelFolder(extension: vscode.Uri): vscode.Uri {
  return vscode.Uri.joinPath(extension, 'dist', 'webview');
}

/**
 * The panel's page. It holds no data: that arrives as messages, after the page has said that it is ready.
 * Scripts run only with this page's nonce; nothing is loaded from outside the panel's folder.
 */
export function panelPage(webview: vscode.Webview, extension: vscode.Uri): string {
  const nonce = randomBytes(18).toString('base64');
  const address = (name: string) =>
    webview.asWebviewUri(vscode.Uri.joinPath(panelFolder(extension), name)).toString();
  const policy = [
    `default-src 'none'`,
    `img-src ${webview.cspSource} data:`,
    `style-src ${webview.cspSource}`,
    `font-src ${webview.cspSource}`,
    `script-src 'nonce-${nonce}'`,
  ].join('; ');
  return `<!DOCTYPE html>
<html lang="${htmlText(vscode.env.language)}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" href="${address('panel.css')}">
<title>Decimal Benchmark</title>
</head>
<body>
<main id="panel"></main>
<script nonce="${nonce}" src="${address('panel.js')}"></script>
</body>
</html>`;
}

function htmlText(text: string): string {
  return text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);
}
