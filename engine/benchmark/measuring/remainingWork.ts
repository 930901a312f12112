import type { Expectations } from './expectations';
import type { LaunchPlan } from './launchPlan';
import { roundsFor, type Participant } from './plan';

export interface WorkDone {
  readonly read: boolean;
  readonly described: boolean;
  readonly launches: number;
  /** The processes of the launch under way are warm. */
  readonly started: boolean;
  /** What launches may still take; infinite where their number is fixed. */
  readonly budgetLeftMs: number;
}

/** Guessed milliseconds until a scenario is through. */
export function remainingWorkMs(
  { readMs, describeMs, startMs, sampleMs }: Expectations,
  plan: LaunchPlan,
  participants: readonly Participant[],
  { read, described, launches, started, budgetLeftMs }: WorkDone,
): number {
  let launchesMs = started ? -startMs : 0;
  for (let launch = launches + 1; launch <= plan.expected; launch++) {
    launchesMs += startMs;
    for (const participant of participants) {
      const ms = sampleMs(participant);
      // The first launch also profiles allocations.
      const profiledRuns = launch === 1 && !participant.control ? 1 : 0;
      launchesMs += (roundsFor(plan.roundsOf(launch), ms * 1e6) + profiledRuns) * ms;
    }
  }
  return (read ? 0 : readMs) + (described ? 0 : describeMs) + Math.max(0, Math.min(launchesMs, budgetLeftMs));
}
