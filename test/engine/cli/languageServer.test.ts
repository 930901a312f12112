import { strict as assert } from 'node:assert';
import { spawn } from 'node:child_process';
import path from 'node:path';
import {
  createMessageConnection,
  StreamMessageReader,
  StreamMessageWriter,
  type InitializeResult,
} from 'vscode-languageserver-protocol/node';
import { exitCodes } from '../../../engine/cli/exitCode';

const cli = path.join(__dirname, '..', '..', '..', 'dist', 'engine', 'cli.cjs');

function start(...parameters: readonly string[]) {
  const child = spawn(process.execPath, [cli, 'language-server', ...parameters]);
  const exited = new Promise<number | null>((resolve) => child.once('exit', resolve));
  return { child, exited };
}

describe('decimal-benchmark language-server', () => {
  it('speaks the protocol over standard streams, and ends on request', async () => {
    const { child, exited } = start('--stdio');
    const connection = createMessageConnection(
      new StreamMessageReader(child.stdout),
      new StreamMessageWriter(child.stdin),
    );
    connection.listen();
    const { serverInfo, capabilities } = await connection.sendRequest<InitializeResult>('initialize', {
      processId: process.pid,
      rootUri: null,
      capabilities: {},
    });
    assert.equal(serverInfo?.name, 'Decimal Benchmark');
    assert.equal(capabilities.hoverProvider, true);
    await connection.sendRequest('shutdown');
    await connection.sendNotification('exit');
    assert.equal(await exited, exitCodes.done);
    connection.dispose();
  });

  it('asks for the way to speak', async () => {
    const { exited } = start();
    assert.equal(await exited, exitCodes.badInput);
  });
});
