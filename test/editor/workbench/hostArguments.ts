import { fileURLToPath } from 'node:url';
import path from 'node:path';

/** The part of the editor's command line that the stand-in understands. */
export interface HostArguments {
  readonly version: boolean;
  readonly extensions: readonly string[];
  readonly tests: string | undefined;
  readonly extensionsFolder: string | undefined;
  readonly userFolder: string | undefined;
  /** Folder or workspace file to open. */
  readonly opened: string | undefined;
  readonly workspaceTrust: boolean;
}

/** Options whose value may stand in the next argument. */
const withValue = new Set([
  'extensionDevelopmentPath',
  'extensionTestsPath',
  'extensions-dir',
  'user-data-dir',
  'folder-uri',
]);

/** Reads a command line as the editor does: `--name=value`, `--name value`, and a folder. */
export function parseHostArguments(line: readonly string[]): HostArguments {
  const values = new Map<string, string[]>();
  const rest: string[] = [];
  for (let at = 0; at < line.length; at++) {
    const argument = line[at] ?? '';
    const match = /^--([^=]+)(?:=(.*))?$/s.exec(argument);
    if (match === null) {
      rest.push(argument);
      continue;
    }
    const name = match[1] ?? '';
    const value = match[2] ?? (withValue.has(name) ? line[++at] : '') ?? '';
    values.set(name, [...(values.get(name) ?? []), value]);
  }
  const last = (name: string) => values.get(name)?.at(-1);
  return {
    version: values.has('version'),
    extensions: (values.get('extensionDevelopmentPath') ?? []).map(toPath),
    tests: mapped(last('extensionTestsPath')),
    extensionsFolder: mapped(last('extensions-dir')),
    userFolder: mapped(last('user-data-dir')),
    opened: mapped(rest.find((argument) => !argument.startsWith('-')) ?? last('folder-uri')),
    workspaceTrust: !values.has('disable-workspace-trust'),
  };
}

function mapped(text: string | undefined): string | undefined {
  return text === undefined ? undefined : toPath(text);
}

function toPath(text: string): string {
  return path.resolve(text.startsWith('file:') ? fileURLToPath(text) : text);
}
