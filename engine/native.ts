/** The native module: the only file that loads it, and the types of what it exports. */

/** Columns of a bundle, borrowed for the length of a run. i128 values are two words each, low before high. */
export interface NativeColumns<C> {
  readonly offsets: Uint32Array;
  readonly timeline: Float64Array;
  readonly time: Float64Array;
  readonly open: C;
  readonly close: C;
  readonly volume: C;
}
