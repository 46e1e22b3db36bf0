/** The deployment's public record: what it is by itself, and what people say of it. */
import type { DeploymentFacts } from './facts.ts';
import type { Statement } from './statements/statements.ts';

export const FACTSHEET_SCHEMA = 'balie-factsheet/1';

export interface Factsheet {
  readonly facts: DeploymentFacts;
  readonly statements: readonly Omit<Statement, 'number'>[];
}

/** A factsheet as it was published; `document` is the text whose bytes were signed: JSON of what is public of it. */
export interface Publication {
  readonly number: number;
  readonly at: Date;
  readonly reason: string;
  readonly document: string;
  /** SHA-256 of it (hex). */
  readonly sha256: string;
  /** Which key signed: see src/audit/signing.ts. */
  readonly keyId: string;
  /** SPKI, PEM; '' where it was not kept. */
  readonly publicKey: string;
  /** Ed25519 (base64). */
  readonly signature: string;
}

/** One record on one platform, and what became of the last try. */
export interface PlatformRecord {
  readonly platform: string;
  readonly assistant: string;
  readonly remoteId: string | undefined;
  readonly publication: number | undefined;
  readonly sentSha256: string | undefined;
  readonly state: 'none' | 'sending' | 'draft' | 'released' | 'published' | 'withdrawn';
  readonly triedAt: Date | undefined;
  readonly fault: string | undefined;
}

/** Why a platform would not take a record, before anything is sent. */
export interface Rejection {
  /** Name of the field on the platform. */
  readonly field: string;
  readonly label: string;
  readonly message: string;
}
