/** The program that started the command line and owns it, such as the editor's extension host. A shell does not. */
import { startWatchdog } from '../platform/watchdog';
import { ownerVariable } from '../protocol/owner';

/**
 * Ends this process once its owner has gone, however it went; what this process started ends with it. Where no owner is
 * named in the environment, nothing is watched.
 */
export function endWithOwner(): void {
  const ownerPid = Number(process.env[ownerVariable]);
  // What this process starts is owned by itself.
  Reflect.deleteProperty(process.env, ownerVariable);
  if (Number.isSafeInteger(ownerPid) && ownerPid > 0) startWatchdog({ ownerPid, graceMs: 0, control: null });
}
