import type { DiligenceAnswers } from '../factsheet/diligence/answers.ts';
import type { Comparison } from '../factsheet/diligence/compare.ts';
import type { EvidenceFiles } from '../factsheet/diligence/evidence/files.ts';
import type { KeptReports } from '../factsheet/diligence/others.ts';
import type { DiligenceQuestion } from '../factsheet/diligence/question.ts';
import type { DiligenceReport } from '../factsheet/diligence/report.ts';
import type { DiligenceDocument, SnapshotProof } from '../factsheet/diligence/schema.ts';
import type { Snapshot, Snapshots } from '../factsheet/diligence/snapshots.ts';
import type { ChangeView, ComparedSide, ShownSnapshot } from '../web/pages/diligence/views.ts';
import type { DiligenceDeps } from './diligence-deps.ts';

/** What a file of another holds, once it is known to be a report. */
interface GivenReport {
  readonly report: DiligenceDocument;
  /** Who signed it, where somebody did: `isSound` false where it was changed since. */
  readonly signed?: { readonly keyId: string; readonly number: number; readonly isSound: boolean; readonly isOurs: boolean };
}

/** The due diligence with what people do in it. Who may is checked before these are called. */
export interface DiligenceDeskDeps extends DiligenceDeps {
  /** All that is asked, with who mostly answers it. */
  readonly questions: readonly Pick<DiligenceQuestion, 'id' | 'answeredBy' | 'evidence'>[];
  readonly answers: DiligenceAnswers;
  readonly files: EvidenceFiles;
  readonly snapshots: Omit<Snapshots, 'fix'>;
  readonly others: KeptReports;
  /** What a measure or requirement of the Algoritmekader is called. */
  kaderTitle(urn: string): string;
  /** Fixes the report as it is now. @returns its number. @throws BalieError `diligence-moved`. */
  fix(wish: { readonly reason: string; readonly isPublic: boolean; readonly expected: number; readonly byPerson: string }): Promise<number>;
  /** A snapshot as its document says it; undefined for one of another shape. */
  shown(snapshot: Snapshot): ShownSnapshot | undefined;
  /** The file of one, with its signature. */
  file(snapshot: Snapshot): string;
  /** What is other than in one. */
  changes(before: DiligenceReport, now: DiligenceReport): readonly ChangeView[];
  /** @throws BalieError `diligence-report-malformed`. */
  read(json: string): GivenReport;
  compare(left: DiligenceReport, right: DiligenceReport): Comparison;
  /** On paper, tagged, in Dutch. @throws BalieError `export-letters`. */
  pdf(report: DiligenceDocument, proof?: SnapshotProof): Promise<Uint8Array>;
  comparisonPdf(comparison: Comparison, sides: { readonly left: ComparedSide; readonly right: ComparedSide }, onlyDifferences: boolean): Promise<Uint8Array>;
  /** JSON Schema of the report. */
  schema(): object;
  /** Names by numbers of people. */
  namesOf(ids: readonly string[]): Promise<ReadonlyMap<string, string>>;
}
