import type { ScenarioReport } from '../engine/protocol/report';

/** Every sample of every scenario as CSV (RFC 4180, CRLF), control samples included. `partial` marks a run that was stopped. */
export function samplesCsv(scenarios: readonly ScenarioReport[], partial: boolean): string {
  const heading = 'scenario,engine,control,launch,round,position,ns,repeats,ns_per_bar,at_ms,partial';
  const lines = scenarios.flatMap(({ head, samples }) =>
    samples.map((sample) =>
      [
        quoted(head.key),
        sample.engine,
        sample.control,
        sample.launch,
        sample.round,
        sample.position,
        sample.ns,
        sample.repeats,
        sample.nsPerBar,
        sample.atMs,
        partial,
      ].join(','),
    ),
  );
  return [heading, ...lines].map((line) => `${line}\r\n`).join('');
}

function quoted(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
