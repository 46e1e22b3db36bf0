/** What the catalogue says of a fault. */
export interface ErrorEntry {
  /** HTTP status when the fault ends a request. */
  readonly status: number;
  /** What happened, in plain Dutch. */
  readonly message: string;
  /** What the person can do now, in plain Dutch. */
  readonly action: string;
  /** Whether the same request may succeed when it is sent again. */
  readonly retryable: boolean;
}
