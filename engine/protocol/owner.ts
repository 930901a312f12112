/**
 * The environment's variable in which a program that starts the command line and must not be outlived by it gives its
 * own process number.
 */
export const ownerVariable = 'DECIMAL_BENCHMARK_OWNER';
