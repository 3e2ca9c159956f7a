/** How far a run has come with a liveness promise: one that holds eventually, not at every moment. */
export interface Goal {
  /** The state to reach: "converged". */
  readonly name: string;
  readonly reached: boolean;
  /** Where the run stands now, in words: "every server holds 42". */
  readonly told: string;
}
