import { visibleLine } from '../engine/presentation/visibleText';

/**
 * Text of files and other programs for a notification: VS Code makes links of `[text](address)` in one, and runs commands that
 * they name.
 */
export function noticeText(text: string): string {
  return visibleLine(text).replaceAll('](', '] (');
}

/** Text of files for a language status item, in which VS Code draws both links and icons. */
export function statusText(text: string): string {
  return labelText(noticeText(text));
}

/** Text of files for a label: VS Code draws `$(name)` in one as an icon, but not after a backslash. */
export function labelText(text: string): string {
  return visibleLine(text).replaceAll('$(', '\\$(');
}
