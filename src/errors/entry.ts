/** What the catalogue says of a fault. */
export interface ErrorEntry {
  /** HTTP status when the fault ends a request. */
  readonly status: number;
  /** What happened, in plain Dutch. */
  readonly message: string;
  /** What the person can do now, in plain Dutch. */
  readonly action: string;
  /** Whether the same request may succeed when it is sent again; absent: no. */
  readonly retryable?: boolean;
  /** Whether the case at hand is told along with the message: it names nothing that who asks does not know. */
  readonly isDetailShown?: boolean;
}
