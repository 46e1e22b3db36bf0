/** What is known of the running desk besides the facts that it publishes: moments, figures and settings. Nothing in it is of a person. */
export interface RunningFacts {
  /** ISO 8601. */
  readonly at: string;
  readonly log: {
    /** The last walk of all of it; absent: there was none. */
    readonly verified?: { readonly at: string; readonly entries: number; readonly isWhole: boolean };
    /** Places outside that keep its end, and how many of those miss something or have failed. */
    readonly anchors: number;
    readonly anchorsBehind: number;
  };
  /** The last time that what is past its retention was erased. */
  readonly erased?: { readonly at: string; readonly hasFailed: boolean };
  readonly published?: { readonly number: number; readonly at: string };
  /** The last comparison with what was published. */
  readonly drift?: { readonly at: string; readonly publication: number; readonly isComparable: boolean; readonly differences: number };
  /** Assistants that the Algoritmeregister shows; absent: this desk sends none there, so who stands there is not known here. */
  readonly registered?: readonly string[];
  /** The last time that somebody turned the desk or an assistant off. */
  readonly stoppedAt?: string;
  /** Of the last 90 days. */
  readonly feedback: { readonly given: number; readonly helpful: number };
  readonly judged: { readonly all: number; readonly good: number };
  /** Faults in sources that were reported, open for longer than two weeks. */
  readonly lateReports: number;
  /** Requests about personal data of the last year that were decided, and those that were so within a month; late: open for longer. */
  readonly requests: { readonly decided: number; readonly inTime: number; readonly late: number };
  /** Of the software that runs, by its lock file. */
  readonly components: { readonly all: number; /** Name and licence, of those with a licence that is not open, or with none. */ readonly notOpen: readonly string[] };
  readonly settings: RunningSettings;
}

export interface RunningSettings {
  readonly hasLoginProvider: boolean;
  readonly hasSecurityContact: boolean;
  readonly hasSecurityPolicy: boolean;
  readonly hasAccessibilityStatement: boolean;
  /** Somebody gets what is passed on to a person, and phone or counter have hours. */
  readonly passesOn: boolean;
  readonly hasOpeningHours: boolean;
  readonly hasLogbook: boolean;
  readonly hasSiem: boolean;
  /** Questions in five minutes from one address, and from all together, that are answered without more ado. */
  readonly freeQuestions: number;
  readonly freeInTotal: number;
  readonly backupDays?: number;
  /** One of so many answers is judged by staff; 0: none. */
  readonly judgesOneIn: number;
  /** Collections, and those that are read by themselves. */
  readonly collections: number;
  readonly readCollections: number;
}
