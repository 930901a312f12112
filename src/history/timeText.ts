import * as vscode from 'vscode';
import { visibleLine } from '../../engine/presentation/visibleText';

/** A time of ISO 8601 as people of this editor's language read it. */
export function timeText(iso: string): string {
  const format = new Intl.DateTimeFormat(vscode.env.language, { dateStyle: 'medium', timeStyle: 'medium' });
  const time = new Date(iso);
  return Number.isNaN(time.getTime()) ? visibleLine(iso) : format.format(time);
}

/** The same where there is little room: of today the time alone, of other days no seconds, of other years no time. */
export function shortTimeText(iso: string): string {
  const time = new Date(iso);
  if (Number.isNaN(time.getTime())) return visibleLine(iso);
  const now = new Date();
  const format = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(vscode.env.language, options).format(time);
  if (time.toDateString() === now.toDateString()) return format({ timeStyle: 'medium' });
  if (time.getFullYear() !== now.getFullYear()) return format({ dateStyle: 'medium' });
  return format({ month: 'short', day: 'numeric', hour: 'numeric', minute: 'numeric' });
}
