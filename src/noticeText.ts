import { visibleLine } from '../engine/platform/visibleText';

/**
 * Text of files and other programs for a notification: VS Code makes links of `[text](address)` in one, and runs commands that
 * they name.
 */
export function noticeText(text: string): string {
  return visibleLine(text).replaceAll('](', '] (');
}
