/** Resources of the machine that a program can run out of, and how that is reported. */

export interface Exhaustion {
  /** Follows `because`, or stands alone. */
  readonly reason: string;
  readonly remedy: string;
}

const memory: Exhaustion = {
  reason: 'it ran out of memory',
  remedy: 'Free memory, raise its limit (ulimit -v), or measure less data.',
};
const descriptors: Exhaustion = {
  reason: 'too many files are open',
  remedy: 'Close other programs, or raise the limit of open files (ulimit -n).',
};
const processes: Exhaustion = {
  reason: 'the system starts no further process',
  remedy: 'End other processes, or raise their limit (ulimit -u).',
};
const disk: Exhaustion = {
  reason: 'the disk is full',
  remedy: 'Free space on it, or use a place on another one.',
};

const byCode: Readonly<Partial<Record<string, Exhaustion>>> = {
  EMFILE: descriptors,
  ENFILE: descriptors,
  ENOMEM: memory,
  ERR_WORKER_OUT_OF_MEMORY: memory,
  ERR_MEMORY_ALLOCATION_FAILED: memory,
  EAGAIN: processes,
  ERR_WORKER_INIT_FAILED: processes,
  ENOSPC: disk,
  EDQUOT: disk,
  EFBIG: disk,
};

/** @returns null if the error has another cause */
export function exhaustionOf(error: unknown): Exhaustion | null {
  if (!(error instanceof Error)) return null;
  // EAGAIN of a file means something else.
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  if (code === 'EAGAIN' && !error.message.startsWith('spawn')) return null;
  if (error instanceof RangeError && error.message.includes('allocation failed')) return memory;
  return byCode[code] ?? null;
}

/** What a process that ended itself wrote to standard error. @returns null if it names no resource */
export function exhaustionIn(text: string): Exhaustion | null {
  if (/\b(EMFILE|ENFILE)\b|too many (open )?files/i.test(text)) return descriptors;
  if (/out of memory|\bOOM\b|bad_alloc|\bENOMEM\b|allocation (of \d+ bytes )?failed/i.test(text))
    return memory;
  if (/spawn.*\bEAGAIN\b|pthread_create|uv_thread_create/.test(text)) return processes;
  return null;
}

/**
 * The line of a process's standard error that describes its end best: an error's own, else the last. V8 frames its fatal
 * messages with lines of `#`, and lists stack frames after them.
 */
export function lastWords(text: string): string | null {
  const lines = text
    .split('\n')
    .map((line) => line.replace(/^#+\s*/, '').trim())
    .filter((line) => line !== '' && !/^(at |\d+: 0x|-+ .* -+$|<--- |\[\d+:0x)/.test(line));
  const line = lines.find((candidate) => /\b\w*Error\b.*:|FATAL|Fatal|terminate called/.test(candidate));
  return line ?? lines.at(-1) ?? null;
}
