import type { HiddenReason } from '../extract/types.ts';
import type { Language } from './language.ts';
import type { Screening } from './screening.ts';

/** How well a document came through, in figures to store and sentences to show. Plain JSON. */
export interface QualityReport {
  readonly pages?: number;
  readonly silentPages: readonly number[];
  readonly ocr?: { readonly pages: number; /** Mean, 0 to 1. */ readonly confidence: number; readonly lowest: number };
  readonly garbled: { /** 0 to 1. */ readonly share: number; readonly examples: readonly string[] };
  /** Absent for a short text and one that may be several languages. */
  readonly language?: Language;
  readonly hidden: { readonly count: number; readonly characters: number; readonly reasons: readonly HiddenReason[] };
  /** What the guard saw. */
  readonly screening: Screening;
  /** UTF-16 units in all passages, headings left out. */
  readonly characters: number;
  readonly passages: number;
  /** By which documents with much the same text find each other (`nearKeys`); absent for a very short text. */
  readonly near?: readonly string[];
  /** Dutch sentences for the editor; each says what to do. The extractor's own warnings are not repeated here. */
  readonly warnings: readonly string[];
}
