/** How far a run is on the way to what its system promises for some time, and not for every moment. */
export interface Goal {
  /** What is come to: converged. */
  readonly name: string;
  readonly reached: boolean;
  /** How it stands, to follow the name: "every server holds 42". */
  readonly told: string;
}
