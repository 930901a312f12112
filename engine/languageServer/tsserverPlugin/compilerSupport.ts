/** The compilers that the analysis is known to run on. */

/** From this version on the checker has what the analysis asks. */
const oldest: readonly [number, number] = [5, 4];
/** The native successor has another API. */
const tooNew = 7;

/** Why a compiler of this version is not used; null if it is. */
export function versionProblem(version: string): string | null {
  const [, major, minor] = (/^(\d+)\.(\d+)/.exec(version) ?? []).map(Number);
  const isKnown =
    major !== undefined &&
    minor !== undefined &&
    (major > oldest[0] || (major === oldest[0] && minor >= oldest[1])) &&
    major < tooNew;
  return isKnown ? null : `TypeScript ${version} is not from ${oldest.join('.')} up to ${tooNew - 1}`;
}
