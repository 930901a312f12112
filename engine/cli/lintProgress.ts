/** Shows how far a scan has come, on a terminal only: elsewhere it would be noise between findings. */
import { SingleBar } from 'cli-progress';
import type { ScanProgress } from '../lint/linter';
import { barOptions } from './progressBar';

export interface ScanProgressView {
  readonly show: (progress: ScanProgress) => void;
  /** Gives the terminal back. */
  end(): void;
}

/** The view that suits standard error. */
export function scanProgress(): ScanProgressView {
  if (!process.stderr.isTTY) return { show: nothing, end: nothing };
  let bar: SingleBar | null = null;
  return {
    show({ phase, done, total }) {
      if (bar === null) {
        bar = new SingleBar({
          ...barOptions('{bar} {phase} {value} of {total} files'),
          // A signal ends the scan at once, and the terminal must not need to be restored then.
          hideCursor: false,
          linewrap: true,
        });
        bar.start(total, done, { phase });
      }
      bar.setTotal(total);
      bar.update(done, { phase });
    },
    end() {
      bar?.stop();
      bar = null;
    },
  };
}

function nothing(): void {
  // There is no terminal to show anything on.
}
