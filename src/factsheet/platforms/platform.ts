import type { ErrorCode } from '../../errors.ts';
import type { PlatformRecord, Publication, Rejection } from '../factsheet.ts';

/** The record of the whole deployment, on platforms that want none per assistant. */
export const WHOLE = '';

/** What became of bringing a publication to a platform. */
export type Brought =
  /** What the platform calls it; it is its receipt. */
  | { readonly what: 'taken'; readonly remoteId: string }
  /** It will not have this one, now or later: somebody must look. */
  | { readonly what: 'refused'; readonly code: ErrorCode; readonly detail: string }
  /** It was not there, or had no time: the same may be tried again. */
  | { readonly what: 'away'; readonly code: ErrorCode; readonly detail: string; readonly waitMs?: number };

/** Somewhere that a publication goes to, or lies ready. */
export interface Platform {
  /** As the configuration names it, or what it is: `file`, `pull`. */
  readonly id: string;
  /**
   * `file`: to be carried there by hand. `push`: the desk brings it there by itself once a person has published. `pull`: who wants it fetches it.
   * `register`: record by record, each step by a person.
   */
  readonly kind: 'file' | 'push' | 'pull' | 'register';
  /** Why it would not take this one, before anything is sent. */
  rejections(publication: Publication): readonly Rejection[];
  /** Brings it there, once. Undefined: nothing is ever brought, it is fetched or carried. */
  readonly bring?: (publication: Publication) => Promise<Brought>;
}

/** Where what was published lies ready by itself. */
export const filePlatform: Platform = { id: 'file', kind: 'file', rejections: () => [] };
export const pullPlatform: Platform = { id: 'pull', kind: 'pull', rejections: () => [] };

/** How a platform stands, beside what it holds. */
export interface PlatformState extends Pick<PlatformRecord, 'publication' | 'sentSha256' | 'state' | 'triedAt' | 'remoteId'> {
  readonly id: string;
  readonly kind: Platform['kind'];
  /** Of the error catalogue. */
  readonly fault: ErrorCode | undefined;
  readonly detail: string | undefined;
  readonly failures: number;
  /** When it is tried again; undefined: not by itself. */
  readonly nextAt: Date | undefined;
}
