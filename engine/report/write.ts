import { lstat, readdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { FileRefusedError, readBytes } from '../platform/readFile';
import type { Report } from '../protocol/report';
import { writeWhole } from '../writeWhole';
import { chartNamePattern } from './charts';
import { chartMark } from './charts/frame';
import { htmlReport } from './html';
import { reportJson } from './json';
import { makeFolder } from './makeFolder';

export interface ReportFiles {
  readonly report: Report;
  readonly markdown: string;
  /** SVG by file name, without a folder. */
  readonly charts: Readonly<Record<string, string>>;
}

/** What a report's folder holds beside its charts. */
export const reportFileNames = ['report.json', 'report.md', 'report.html'] as const;

/**
 * Writes `report.json`, `report.md`, `report.html` and `charts/*.svg`, each whole or not at all. Charts that an earlier run left there
 * and this one has not are removed; whatever else lies in the folder stays. A link under one of these names is replaced, and
 * its target is left alone.
 * @throws the file system's own error
 */
export async function writeReport(
  directory: string,
  { report, markdown, charts }: ReportFiles,
): Promise<void> {
  const chartDirectory = await writeCharts(directory, charts);
  await writeWhole(path.join(directory, 'report.md'), markdown, 'replace');
  await writeWhole(path.join(directory, 'report.html'), htmlReport(report, markdown, charts), 'replace');
  await writeWhole(path.join(directory, 'report.json'), reportJson(report), 'replace');
  await removeStaleCharts(chartDirectory, new Set(Object.keys(charts)));
}

/**
 * Writes the charts that the Markdown links to into `charts/` of its folder.
 * @returns where they are
 * @throws the file system's own error
 */
export async function writeCharts(directory: string, charts: ReportFiles['charts']): Promise<string> {
  const chartDirectory = path.join(directory, 'charts');
  await makeFolder(chartDirectory);
  if ((await lstat(chartDirectory)).isSymbolicLink()) {
    throw new FileRefusedError(
      'not-regular',
      `${chartDirectory} is a link, and charts are written into no other folder`,
      'Remove the link, or name another output folder.',
    );
  }
  for (const [name, svg] of Object.entries(charts)) {
    // A name with a folder in it could reach outside; ours have none.
    await writeWhole(path.join(chartDirectory, path.basename(name)), svg, 'replace');
  }
  return chartDirectory;
}

async function removeStaleCharts(directory: string, current: ReadonlySet<string>): Promise<void> {
  for (const name of await readdir(directory)) {
    if (current.has(name) || !chartNamePattern.test(name)) continue;
    const file = path.join(directory, name);
    if (await isChart(file)) await rm(file);
  }
}

/** A file that the reader refuses, such as a pipe, is not one that a run has written. */
async function isChart(file: string): Promise<boolean> {
  try {
    return (await readBytes(file, 'chart')).includes(chartMark);
  } catch (error) {
    if (error instanceof FileRefusedError) return false;
    throw error;
  }
}
