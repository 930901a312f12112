/** Shows a run's progress: a bar on a terminal, plain lines elsewhere, nothing if quiet is asked for. */
import { MultiBar, type SingleBar } from 'cli-progress';
import type { Progress } from '../protocol/run';
import { visibleLine } from '../presentation/visibleText';
import { printNote } from './output';
import { barOptions } from './progressBar';
import { progressText } from './runText';

export interface ProgressView {
  show(progress: Progress): void;
  /** Prints lines without tearing the bar, unless quiet is asked for. */
  note(...lines: readonly string[]): void;
  /** Prints a warning that need not be heeded, unless quiet is asked for. */
  caution(text: string): void;
  /** Prints a warning, also if quiet is asked for. */
  warn(text: string): void;
  /** Gives the terminal back. */
  end(): void;
}

/** The view that suits standard error. */
export function progressView(quiet: boolean): ProgressView {
  if (quiet) return quietView();
  return process.stderr.isTTY ? barView() : lineView();
}

function quietView(): ProgressView {
  return {
    show: nothing,
    note: nothing,
    caution: nothing,
    warn: (text) => printNote(warning(text)),
    end: nothing,
  };
}

/** One line for each new activity or launch. */
function lineView(): ProgressView {
  let last = '';
  return {
    show(progress) {
      const { scenario, activity, launch } = progress;
      const step = `${scenario ?? ''} ${activity} ${launch}`;
      if (step === last) return;
      last = step;
      printNote(`${Math.round(progress.fraction * 100)} % ${progressText(progress)}`);
    },
    note: printNote,
    caution: (text) => printNote(warning(text)),
    warn: (text) => printNote(warning(text)),
    end: nothing,
  };
}

function barView(): ProgressView {
  const bars = new MultiBar(barOptions('{bar} {percentage} % {text}'));
  let bar: SingleBar | null = null;
  const note = (...lines: readonly string[]) => {
    if (bar === null) printNote(...lines);
    else bars.log(`${lines.map(visibleLine).join('\n')}\n`);
  };
  return {
    show(progress) {
      bar ??= bars.create(1, 0, { text: '' });
      bar.update(progress.fraction, { text: visibleLine(progressText(progress)) });
    },
    note,
    caution: (text) => note(warning(text)),
    warn: (text) => note(warning(text)),
    end() {
      if (bar === null) return;
      // Stopping does not print what was logged since the last drawing.
      bars.update();
      bars.stop();
      bar = null;
    },
  };
}

function warning(text: string): string {
  return `warning: ${text}`;
}

function nothing(): void {
  // There is nothing to show, or nothing to give back.
}
