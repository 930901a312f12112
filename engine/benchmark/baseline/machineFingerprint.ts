/** Which machine a figure is of. */
import type { Baseline, BaselineMachine, MachineFingerprint } from '../../protocol/baseline';
import type { Machine, Versions } from '../../protocol/report';

/** The product's version is not part of it: a baseline is there to compare versions. */
export function fingerprintOf(
  { cpu, cores, arch, platform }: Pick<Machine, 'cpu' | 'cores' | 'arch' | 'platform'>,
  { runtime, v8 }: Pick<Versions, 'runtime' | 'v8'>,
): MachineFingerprint {
  return { cpu, cores, arch, platform, runtime, v8Major: Number.parseInt(v8, 10) };
}

export function isSameMachine(a: MachineFingerprint, b: MachineFingerprint): boolean {
  return keyOf(a) === keyOf(b);
}

/** Orders and distinguishes machines. */
export function keyOf({ cpu, cores, arch, platform, runtime, v8Major }: MachineFingerprint): string {
  return JSON.stringify([cpu, platform, arch, cores, runtime, v8Major]);
}

/** The machine of the baseline to compare with: this one, else the most alike, the latest recorded first. */
export function machineFor(baseline: Baseline, machine: MachineFingerprint): BaselineMachine | null {
  const all = Object.values(baseline.cpus).flat();
  const likeness = ({ machine: other }: BaselineMachine): number =>
    Number(isSameMachine(other, machine)) * 8 +
    Number(other.runtime === machine.runtime) * 4 +
    Number(other.cpu === machine.cpu) * 2 +
    Number(other.v8Major === machine.v8Major);
  const [best = null] = all.toSorted(
    (a, b) => likeness(b) - likeness(a) || (lastRecorded(a) < lastRecorded(b) ? 1 : -1),
  );
  return best;
}

/** E.g. `AMD EPYC, 2 cores, linux x64, node, V8 11`. */
export function fingerprintText(machine: MachineFingerprint): string {
  const { cpu, cores, arch, platform, runtime, v8Major } = machine;
  return `${cpu}, ${cores} ${cores === 1 ? 'core' : 'cores'}, ${platform} ${arch}, ${runtime}, V8 ${v8Major}`;
}

function lastRecorded({ scenarios }: BaselineMachine): string {
  return Object.values(scenarios)
    .map(({ recordedAt }) => recordedAt)
    .reduce((latest, each) => (each > latest ? each : latest), '');
}
