/** Words of a run's control block, an `Int32Array` over shared memory that another thread may read and write. */
export const controlWord = { cancel: 0, barsDone: 1 } as const;

/** Cancels a run from another thread (set word `cancel` to 1) and shows how many bars it has done. */
export type RunControl = Int32Array<SharedArrayBuffer>;
