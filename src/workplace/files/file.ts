import type { ErrorCode } from '../../errors.ts';

/** A piece of a file, in the order of the file. */
export interface FilePassage {
  /** 1-based position in its file. */
  readonly ordinal: number;
  /** 1-based, where the format has pages. */
  readonly page?: number;
  readonly headings: readonly string[];
  readonly text: string;
}

/** A file as it was read. */
export interface ReadFile {
  readonly title: string;
  readonly mediaType: string;
  readonly pages?: number;
  readonly passages: readonly FilePassage[];
  /** Dutch sentences on what is not in it, or may not be right. */
  readonly warnings: readonly string[];
}

/** What a file is like, without what is in it. */
export interface ChatFile {
  readonly id: string;
  readonly name: string;
  readonly createdAt: Date;
  readonly state: 'waiting' | 'ready' | 'failed';
  readonly fault: ErrorCode | null;
  readonly bytes: number;
  readonly pages: number | null;
  readonly passages: number | null;
  readonly characters: number | null;
}

/** A file that can be read, with what is in it. */
export interface OpenFile {
  readonly id: string;
  readonly name: string;
  readonly bytes: number;
  readonly read: ReadFile;
}

/** Whose conversation: nobody else has it, and nobody hears that it is there. */
export interface Place {
  readonly conversationId: string;
  readonly personId: string;
}

/** Bounds of what is kept: each is a copy of what stands elsewhere, and all of one conversation is in memory for a moment when it is asked about. */
export const FILE_LIMITS = {
  perConversation: 20,
  /** Of one person, in all conversations together. */
  personBytes: 500 * 1024 * 1024,
  /** The same, by number: a row and a job each, however small. */
  perPerson: 2_000,
  /** Of one person, that wait to be read: others wait behind them. */
  waiting: 60,
  /** Of what was read, in one file: some 2,500 pages. */
  characters: 8_000_000,
  passages: 20_000,
  /** In one conversation: what a question goes through. */
  conversationCharacters: 16_000_000,
} as const;
