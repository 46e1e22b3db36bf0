import type { ErrorCode } from '../../errors.ts';
import type { PlatformRecord, Publication, Rejection } from '../factsheet.ts';

/** By what the records of the Algoritmeregister are known. */
export const REGISTER_PLATFORM = 'algoritmeregister';
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

/** Where what was published lies ready by itself: to be carried somewhere by hand (`file`), or for who wants it to fetch (`pull`). */
export interface ReadyPlatform {
  /** What it is. */
  readonly id: 'file' | 'pull';
  readonly kind: 'file' | 'pull';
}

/** Where the desk brings it by itself, once a person has published. */
export interface PushPlatform {
  /** As the configuration names it. */
  readonly id: string;
  readonly kind: 'push';
  /** Why it would not take this one, before anything is sent. */
  rejections(publication: Publication): readonly Rejection[];
  /** Brings it there, once. */
  bring(publication: Publication): Promise<Brought>;
}

/** Somewhere that a publication goes to, or lies ready. The register is none: there each record and each step is a person's. */
export type Platform = ReadyPlatform | PushPlatform;

export const filePlatform: ReadyPlatform = { id: 'file', kind: 'file' };
export const pullPlatform: ReadyPlatform = { id: 'pull', kind: 'pull' };

type Held = Pick<PlatformRecord, 'publication' | 'sentSha256' | 'state'>;

/** What lies ready for whoever comes. */
export type ReadyState = ReadyPlatform & Held;

/** How a platform stands, beside what it holds. */
export interface PushState extends Held, Pick<PlatformRecord, 'triedAt' | 'remoteId'> {
  readonly id: string;
  readonly kind: 'push';
  /** Of the error catalogue. */
  readonly fault: ErrorCode | undefined;
  readonly detail: string | undefined;
  readonly failures: number;
  /** When it is tried again; undefined: not by itself. */
  readonly nextAt: Date | undefined;
}

export type PlatformState = ReadyState | PushState;
