import type { Live } from '../factsheet/live/live.ts';

/** Which assistants may answer residents, and why one does that is not complete. Who may give an exception is checked before this is called. */
export type LiveDeps = Pick<Live, 'states' | 'of' | 'look' | 'keep' | 'except' | 'exceptionDays'>;
