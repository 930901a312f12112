import * as vscode from 'vscode';

/** A time of ISO 8601 as people of this editor's language read it. */
export function timeText(iso: string): string {
  const format = new Intl.DateTimeFormat(vscode.env.language, { dateStyle: 'medium', timeStyle: 'medium' });
  const time = new Date(iso);
  return Number.isNaN(time.getTime()) ? iso : format.format(time);
}
