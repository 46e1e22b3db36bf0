/** What is taken along as a file, in whatever format: the words of it, and the marks that go with them. */
import { DIGITAL_SOURCE_TYPE } from '../../web/ai-mark.ts';

/** Stands in every file that is made of what a model wrote. */
export const MARK = 'Concept, gemaakt met AI. Controleer voor gebruik.';
/** The same for programs, by IPTC. */
export const SOURCE_TYPE = DIGITAL_SOURCE_TYPE;

interface ExportSource {
  readonly number: number;
  readonly title: string;
  readonly headings: readonly string[];
  readonly page?: number;
  /** Whole, so that it holds outside the desk. */
  readonly url: string;
}

/** One question with its answer, or a task with its result. */
export interface ExportPart {
  readonly question: string;
  /** In the little markup of answers. */
  readonly answer: string;
  readonly sources: readonly ExportSource[];
}

export interface ExportDocument {
  readonly title: string;
  /** Of who made it: the municipality. */
  readonly publisher: string;
  /** When it was made, in words and by ISO 8601. */
  readonly made: { readonly words: string; readonly at: string };
  /** What stands above a question: `Vraag`, or of a task `Ingevuld`. */
  readonly asked: string;
  readonly parts: readonly ExportPart[];
}

export const FORMATS = ['md', 'docx', 'pdf'] as const;
export type ExportFormat = (typeof FORMATS)[number];

/** What XML and readers of PDF cannot hold, and what turns the order of letters around unseen. */
const UNSEEN = /(?![\n\r\t])[\p{Cc}\p{Cf}\p{Noncharacter_Code_Point}]/gu;

/** The same document with nothing in it that a format cannot hold. */
export function cleaned(document: ExportDocument): ExportDocument {
  const clean = (text: string) => text.toWellFormed().replaceAll(UNSEEN, '');
  return {
    ...document,
    title: clean(document.title).replaceAll(/\s+/g, ' ').trim(),
    publisher: clean(document.publisher),
    parts: document.parts.map(({ question, answer, sources }) => ({
      question: clean(question),
      answer: clean(answer),
      sources: sources.map((source) => ({ ...source, title: clean(source.title), headings: source.headings.map(clean) })),
    })),
  };
}

/** Where in its source something stands: `Paspoort > Kosten, bladzijde 3`. */
export function sourceWords({ title, headings, page }: ExportSource): string {
  const place = [title, ...headings.filter((heading) => heading !== title)].join(' > ');
  return page === undefined ? place : `${place}, bladzijde ${page}`;
}
