import type { Publication } from '../../../factsheet/factsheet.ts';
import type { FactsheetDocument } from '../../../factsheet/public/document.ts';
import type { Question, QuestionGroup } from '../../../factsheet/statements/questions.ts';
import type { StatementVersion } from '../../../factsheet/statements/statements.ts';
import type { EditorPage } from '../admin/views.ts';

/** One form of the factsheet, and how far it is. */
export interface FormState {
  /** Undefined: the whole deployment. */
  readonly assistant: string | undefined;
  readonly group: QuestionGroup;
  readonly answered: number;
  readonly questions: number;
  /** Labels of what must be there and is not. */
  readonly missing: readonly string[];
  /** Labels of which the day to look again has come. */
  readonly due: readonly string[];
}

export interface FactsheetOverviewView extends EditorPage {
  readonly subjects: readonly { readonly title: string; readonly forms: readonly FormState[] }[];
  readonly last: Pick<Publication, 'number' | 'at' | 'reason'> | undefined;
  readonly told?: 'gepubliceerd';
}

export interface QuestionFormView extends EditorPage {
  readonly path: string;
  readonly title: string;
  readonly questions: readonly Question[];
  /** What stands in the fields, by question. */
  readonly filled: Readonly<Record<string, string | readonly string[]>>;
  /** Of each question, the version that its author sees. */
  readonly numbers: Readonly<Record<string, number>>;
  /** Who says it, and when it is looked at anew. */
  readonly role: string;
  readonly reviewOn: string;
  readonly faults: Readonly<Record<string, string>>;
  /** That somebody else changed it meanwhile. */
  readonly hasMoved: boolean;
  /** What became of what was sent. */
  readonly told?: string | undefined;
  /** Whether its author ticked that the rest was looked at too. */
  readonly isAllChecked: boolean;
  readonly history: readonly (StatementVersion & { readonly by: string })[];
}

export interface PublishView extends EditorPage {
  readonly document: FactsheetDocument;
  readonly statedSha256: string;
  readonly missing: readonly string[];
  readonly last: Pick<Publication, 'number' | 'at'> | undefined;
  readonly reason: string;
  readonly fault?: string | undefined;
  readonly hasMoved: boolean;
}
