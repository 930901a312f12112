// @ts-check
// Loaded by Mocha. Programs that tests start are bundles, which do not count towards coverage: recording theirs only costs
// time.
Reflect.deleteProperty(process.env, 'NODE_V8_COVERAGE');
