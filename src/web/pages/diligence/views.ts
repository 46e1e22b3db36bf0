import type { AnswerVersion } from '../../../factsheet/diligence/answers.ts';
import type { ChangedQuestion, Comparison } from '../../../factsheet/diligence/compare.ts';
import type { KeptReport } from '../../../factsheet/diligence/others.ts';
import type { Measuring } from '../../../factsheet/diligence/probe.ts';
import type { DiligenceReport, ReportQuestion, ThemeScore } from '../../../factsheet/diligence/report.ts';
import type { DiligenceDocument, SnapshotProof } from '../../../factsheet/diligence/schema.ts';
import type { Snapshot } from '../../../factsheet/diligence/snapshots.ts';
import type { MunicipalityView } from '../../views.ts';
import type { EditorPage } from '../admin/views.ts';

export type ChangeView = ChangedQuestion;

/** Which of the questions are shown. */
export type Filter = 'open' | 'nee' | 'verlopen' | 'alle';

export interface OverviewView extends EditorPage {
  readonly report: DiligenceReport;
  readonly measuring: ReturnType<Measuring['state']>;
  /** When probes were run last; undefined: never. */
  readonly measuredAt: Date | undefined;
  readonly filter: Filter;
  readonly last: Pick<Snapshot, 'number' | 'at' | 'reason' | 'isPublic'> | undefined;
  readonly told?: string | undefined;
}

export interface ThemeView extends EditorPage {
  readonly theme: ThemeScore;
  readonly questions: readonly ReportQuestion[];
  readonly filter: Filter;
  kaderTitle(urn: string): string;
}

export interface AnswerFormView extends EditorPage {
  readonly question: ReportQuestion;
  readonly about: { readonly answeredBy: string; readonly evidence: string };
  kaderTitle(urn: string): string;
  /** What stands in the fields. */
  readonly filled: AnswerFields;
  /** Files of the answer that holds, which can be kept. */
  readonly files: readonly FileView[];
  /** Files of all its versions that are still kept; `isUsed`: an answer that holds names it. */
  readonly erasable: readonly (Pick<FileView, 'title' | 'name' | 'sha256'> & { readonly isUsed: boolean })[];
  readonly expected: number;
  readonly faults: Readonly<Record<string, string>>;
  readonly hasMoved: boolean;
  readonly told?: string | undefined;
  readonly history: readonly (AnswerVersion & { readonly by: string })[];
}

export interface AnswerFields {
  readonly verdict: string;
  readonly text: string;
  /** A line each. */
  readonly links: string;
  readonly fileTitle: string;
  readonly role: string;
  readonly reviewOn: string;
}

export interface FileView {
  readonly title: string;
  readonly name: string;
  readonly sha256: string;
  readonly bytes: number;
  readonly isThere: boolean;
  readonly isKept: boolean;
}

export interface FixView extends EditorPage {
  readonly report: DiligenceReport;
  readonly last: Pick<Snapshot, 'number' | 'at'> | undefined;
  readonly reason: string;
  readonly isPublic: boolean;
  readonly fault?: string | undefined;
  readonly hasMoved: boolean;
}

export interface SnapshotsView extends EditorPage {
  readonly snapshots: readonly (Pick<Snapshot, 'number' | 'at' | 'reason' | 'isPublic'> & { readonly by: string })[];
  readonly told?: string | undefined;
}

/** A snapshot as it can be shown. */
export interface ShownSnapshot {
  readonly report: DiligenceDocument;
  readonly proof: SnapshotProof;
}

export interface SnapshotView extends EditorPage, ShownSnapshot {
  readonly reason: string;
  readonly isPublic: boolean;
  /** What is otherwise now. */
  readonly changes: readonly ChangeView[];
  kaderTitle(urn: string): string;
}

export interface PublicDiligenceView extends ShownSnapshot {
  readonly municipality: MunicipalityView;
}

/** One of the two that are compared. */
export interface ComparedSide {
  /** What it is called on the page. */
  readonly name: string;
  /** Under its name: of which moment, by whom it was signed. */
  readonly about: readonly string[];
}

export interface CompareView extends EditorPage {
  /** What can be chosen, by the value of the field. */
  readonly choices: readonly (readonly [value: string, text: string])[];
  readonly left: string;
  readonly right: string;
  readonly onlyDifferences: boolean;
  readonly kept: readonly Pick<KeptReport, 'id' | 'name' | 'at'>[];
  /** Absent: nothing was chosen yet. */
  readonly shown?: { readonly comparison: Comparison; readonly sides: { readonly left: ComparedSide; readonly right: ComparedSide }; readonly isUploaded: boolean };
  readonly faults: Readonly<Record<string, string>>;
  readonly told?: string | undefined;
}

