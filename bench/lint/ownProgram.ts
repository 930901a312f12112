/** The server's own program over a folder, in a process of its own: ROOT, then a file and its text at each message. */
import * as v from 'valibot';
import { createLinter, type Linter } from '../../engine/lint/linter';
import { defaultLintSettings } from '../../engine/protocol/lint';

const [, , root = ''] = process.argv;
const Hold = v.strictObject({ file: v.string(), text: v.string() });

const reading = read();
process.on('message', (message) => void answer(message));

/** Reads the folder, as the language server does before the first question. */
async function read(): Promise<Linter> {
  const settings = { ...defaultLintSettings, perFileIgnores: {} };
  const linter = await createLinter({ root, settings, baseline: null, cacheFolder: null });
  const scan = linter.scan([root])[Symbol.asyncIterator]();
  await scan.next();
  await scan.return?.();
  linter.release();
  process.send?.({ isRead: true });
  return linter;
}

async function answer(message: unknown): Promise<void> {
  if (!v.is(Hold, message)) return;
  const linter = await reading;
  linter.update(message.file, message.text);
  const { findings } = await linter.report(message.file);
  process.send?.({ findings: findings.length });
}
