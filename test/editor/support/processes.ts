/** Looks at running processes, to see that none is left behind. */
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';

export interface RunningProcess {
  readonly pid: number;
  readonly parent: number;
  /** Program and arguments, with blanks between them. */
  readonly command: string;
}

/** All processes that come from this one, children before grandchildren. */
export function descendants(pid: number): RunningProcess[] {
  const all = processes();
  const found: RunningProcess[] = [];
  for (let parents = [pid]; parents.length > 0;) {
    const children = all.filter(({ parent }) => parents.includes(parent));
    found.push(...children);
    parents = children.map((child) => child.pid);
  }
  return found;
}

/** The product's coordinator and measuring processes among the descendants of a process. */
export function engineProcesses(pid: number): RunningProcess[] {
  return descendants(pid).filter(({ command }) => /engine[/\\](coordinator|worker)\.cjs/.test(command));
}

export function measuringProcesses(pid: number): RunningProcess[] {
  return engineProcesses(pid).filter(({ command }) => command.includes('worker.cjs'));
}

/** The product's command line among the descendants of a process. */
export function commandLines(pid: number): RunningProcess[] {
  return descendants(pid).filter(({ command }) => /engine[/\\]cli\.cjs/.test(command));
}

/** Whether any of these is still running: a process that only waits to be reaped is not. */
export function anyRuns(pids: readonly number[]): boolean {
  return processes().some(({ pid }) => pids.includes(pid));
}

function processes(): RunningProcess[] {
  return existsSync('/proc/self/stat') ? fromProc() : fromPs();
}

function fromProc(): RunningProcess[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      try {
        // The name in parentheses may itself hold blanks and parentheses: the fields start after the last one.
        const stat = readFileSync(`/proc/${name}/stat`, 'utf8');
        const [state = '', parent = ''] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
        if (state === 'Z') return [];
        const command = readFileSync(`/proc/${name}/cmdline`, 'utf8').replaceAll('\0', ' ');
        return [{ pid: Number(name), parent: Number(parent), command }];
      } catch {
        return []; // It ended while it was looked at.
      }
    });
}

function fromPs(): RunningProcess[] {
  const lines = execFileSync('ps', ['-A', '-o', 'pid=,ppid=,stat=,command='], { encoding: 'utf8' }).split(
    '\n',
  );
  return lines.flatMap((line) => {
    const [, pid, parent, state, command] = /^\s*(\d+)\s+(\d+)\s+(\S+)\s+(.*)$/.exec(line) ?? [];
    if (state === undefined || state.startsWith('Z')) return [];
    return [{ pid: Number(pid), parent: Number(parent), command: command ?? '' }];
  });
}
