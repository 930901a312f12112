// @ts-check
// Loaded before a program that is measured, with --expose-gc: reports its memory to its parent over the channel.
process.on('message', (question) => {
  if (question !== 'probe' && question !== 'probe after gc') return;
  if (question === 'probe after gc') for (let times = 0; times < 3; times++) globalThis.gc?.();
  const { user, system } = process.cpuUsage();
  const { heapUsed, external, rss } = process.memoryUsage();
  process.send?.({ cpuMs: (user + system) / 1000, heapMb: (heapUsed + external) / 1e6, rssMb: rss / 1e6 });
});
