import { lstat, readdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { refuseLinkedFolder } from '../../platform/linkedFolder';
import { FileRefusedError, readBytes } from '../../platform/readFile';
import type { Report } from '../../protocol/report';
import { writeTogether, writeWhole, type LinkRule, type WholeFile } from '../../platform/writeWhole';
import { chartNamePattern } from './charts';
import { chartMark } from './charts/frame';
import { htmlReport } from './html';
import { reportJson } from './json';
import { makeFolder } from '../../platform/makeFolder';

export interface ReportFiles {
  readonly report: Report;
  readonly markdown: string;
  /** SVG by file name, without a folder. */
  readonly charts: Readonly<Record<string, string>>;
}

/** What a report's folder holds beside its charts. */
export const reportFileNames = ['report.json', 'report.md', 'report.html'] as const;

/**
 * Lies in a report's folder while its files are replaced. One that is left shows that the program ended in between, and that
 * the files may be of two runs; the next report that is written there removes it.
 */
export const incompleteMark = 'report.incomplete';

/** What to know of a report if {@link incompleteMark} lies beside it, and what to do; null if it does not. */
export async function incompleteNote(report: string): Promise<string | null> {
  const mark = path.join(path.dirname(report), incompleteMark);
  if ((await lstat(mark).catch(() => null)) === null) return null;
  return `${mark}: writing this report was interrupted, so the files in its folder may be of two runs. Run again with the same --output-dir, or write them again from report.json with the command report and delete ${incompleteMark}.`;
}

const incompleteText =
  'The files of this report were being replaced when the program ended: they may be of two runs. Run again.\n';

/**
 * Writes `report.json`, `report.md`, `report.html` and `charts/*.svg`, all of them or none. Charts that an earlier run left
 * there and this one has not are removed; whatever else lies in the folder stays. A link under one of these names is
 * replaced, and its target is left alone.
 * @throws the file system's own error. If {@link incompleteMark} is there, files may be of two runs, else they are as before.
 */
export async function writeReport(
  directory: string,
  { report, markdown, charts }: ReportFiles,
): Promise<void> {
  const mark = path.join(directory, incompleteMark);
  const chartDirectory = await makeChartFolder(directory);
  const inFolder = (name: string, data: string): WholeFile => ({
    file: path.join(directory, name),
    data,
    links: 'replace',
  });
  await writeTogether(
    [
      ...chartFiles(chartDirectory, charts),
      inFolder('report.md', markdown),
      inFolder('report.html', htmlReport(report, markdown, charts)),
      inFolder('report.json', reportJson(report)),
    ],
    () => writeWhole(mark, incompleteText, 'replace'),
  );
  await removeStaleCharts(chartDirectory, new Set(Object.keys(charts)));
  await rm(mark, { force: true });
}

/**
 * Writes Markdown, and the charts that it links to into `charts/` of its folder: all of them or none.
 * @throws the file system's own error
 */
export async function writeMarkdown(
  file: string,
  markdown: string,
  charts: ReportFiles['charts'],
  links: LinkRule,
): Promise<void> {
  const chartDirectory = await makeChartFolder(path.dirname(file));
  await writeTogether([...chartFiles(chartDirectory, charts), { file, data: markdown, links }]);
}

/**
 * Makes the folder for the charts of a report.
 * @returns its path
 * @throws FileRefusedError if it is a link; the file system's own error
 */
export async function makeChartFolder(directory: string): Promise<string> {
  const chartDirectory = path.join(directory, 'charts');
  await makeFolder(chartDirectory);
  await refuseLinkedFolder(chartDirectory);
  return chartDirectory;
}

function chartFiles(chartDirectory: string, charts: ReportFiles['charts']): WholeFile[] {
  return Object.entries(charts).map(([name, data]) => ({
    // A name with a folder in it could reach outside; ours have none.
    file: path.join(chartDirectory, path.basename(name)),
    data,
    links: 'replace',
  }));
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
