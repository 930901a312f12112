import type { Expectations } from './expectations';
import type { LaunchPlan } from './launchPlan';
import { roundsFor, type Participant } from './plan';

export interface WorkDone {
  readonly read: boolean;
  readonly described: boolean;
  readonly launches: number;
  /** The processes of the launch under way are warm. */
  readonly started: boolean;
}

export interface WorkLeft {
  readonly plan: LaunchPlan;
  readonly done: WorkDone;
  /** What launches may still take; infinite if their number is fixed. */
  readonly timeLeftMs: number;
}

/** Guessed milliseconds until a scenario is through. */
export function remainingWorkMs(
  { readMs, describeMs, startMs, sampleMs }: Expectations,
  participants: readonly Participant[],
  { plan, done, timeLeftMs }: WorkLeft,
): number {
  let launchesMs = done.started ? -startMs : 0;
  for (let launch = done.launches + 1; launch <= plan.expected; launch++) {
    launchesMs += startMs;
    for (const participant of participants) {
      const ms = sampleMs(participant);
      // The first launch also profiles allocations.
      const profiledRuns = launch === 1 && !participant.control ? 1 : 0;
      launchesMs += (roundsFor(plan.roundsOf(launch), ms * 1e6) + profiledRuns) * ms;
    }
  }
  return (
    (done.read ? 0 : readMs) +
    (done.described ? 0 : describeMs) +
    Math.max(0, Math.min(launchesMs, timeLeftMs))
  );
}
