/** What the pages about reported faults show. The HTTP layer fills these; templates know nothing else. */
import type { SourceReport } from '../../../workplace/source-reports.ts';
import type { FaultView } from '../../turn-views.ts';
import type { AtWork } from './views.ts';

/** A report as its list shows it. */
interface ShownReport extends Pick<SourceReport, 'id' | 'text' | 'title' | 'place' | 'createdAt'> {
  /** Of the source, at the place that it is about. */
  readonly sourcePath: string;
  /** With the name of who did it. */
  readonly done: SourceReport['done'];
}

export interface OwnReportsView extends AtWork {
  /** Whether one was just sent. */
  readonly isSent: boolean;
  readonly reports: readonly ShownReport[];
}

/** A report for who keeps the collection. */
export interface CollectionReport extends ShownReport {
  /** Who reported it. */
  readonly reporter: string;
  /** The document in Beheer; absent when it is gone. */
  readonly documentPath?: string;
  /** What was written to who reported it and could not be kept, with what is wrong. */
  readonly draft?: { readonly note: string; readonly fault: FaultView };
}
