import type { ErrorCode } from '../../../src/errors.ts';
import type { ExtractContext, ExtractedDocument } from '../types.ts';

/** Desk to reading process: one document. */
export interface ExtractRequest {
  readonly id: number;
  readonly bytes: Uint8Array;
  readonly context: ExtractContext;
}

/** Reading process to desk: the document, or why there is none. */
export type ExtractReply =
  | { readonly id: number; readonly document: ExtractedDocument }
  | {
      readonly id: number;
      readonly code: ErrorCode;
      readonly detail: string | undefined;
      readonly cause: string | undefined;
    };

/** Reading process to desk: still at it. Each of these starts the time without news anew. */
export interface ExtractProgress {
  readonly id: number;
  readonly page: number;
  readonly pages: number;
}
