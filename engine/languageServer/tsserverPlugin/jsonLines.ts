/** Messages on a stream: a JSON text a line. */
import { createHash } from 'node:crypto';
import type { Socket } from 'node:net';
import { LineReader } from '../../platform/lineReader';

/** Findings of a file are far smaller; whoever sends more is not who it says it is. */
const mostCharacters = 32 * 2 ** 20;

export function sendLine(socket: Socket, message: unknown): void {
  if (socket.writable) socket.write(`${JSON.stringify(message)}\n`);
}

/**
 * Reads a socket's lines to its end. A line that is too long, is no JSON, or that `take` throws at, ends the connection.
 * @param take - gets each line's value, unchecked
 * @param onError - called with the reason why the connection was ended
 */
export function readLines(
  socket: Socket,
  take: (message: unknown) => void,
  onError: (error: unknown) => void,
): void {
  const lines = new LineReader((line) => take(JSON.parse(line)));
  socket.setEncoding('utf8');
  socket.on('data', (chunk: string) => {
    try {
      lines.read(chunk);
      if (lines.pending > mostCharacters) throw new Error('A message is too long.');
    } catch (error) {
      socket.destroy();
      onError(error);
    }
  });
}

/** What stands for a text where two programs compare what they hold. */
export function textDigest(text: string): string {
  return createHash('sha1').update(text).digest('base64');
}
