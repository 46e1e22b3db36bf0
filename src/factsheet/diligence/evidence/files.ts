import { hash } from 'node:crypto';
import type { RecordAct } from '../../../audit/management-log.ts';
import { BalieError } from '../../../errors.ts';
import type { Database, Queryable } from '../../../store/database.ts';
import type { Vault } from '../sealed.ts';
import { type EvidenceKind, evidenceKind } from './kind.ts';

export interface GivenFile {
  readonly sha256: string;
  readonly bytes: number;
  /** Puts it there, once, in a transaction of whoever refers to it. */
  keep(tx: Queryable): Promise<void>;
}

export interface EvidenceFiles {
  /** Looks at a file that came in. @throws BalieError `diligence-file-kind`. */
  take(bytes: Buffer): GivenFile;
  /** Undefined where there is none, or it was erased. */
  read(sha256: string): Promise<{ readonly kind: EvidenceKind; readonly bytes: Buffer } | undefined>;
  /** Of these, those that are there. */
  there(sha256s: readonly string[]): Promise<ReadonlySet<string>>;
  /** Answers keep its title and digest. @returns whether it was there. */
  erase(sha256: string, byPerson: string): Promise<boolean>;
}

interface Parts {
  readonly db: Database;
  readonly vault: Vault;
  readonly record: RecordAct;
  readonly now: () => Date;
}

const placeOf = (sha256: string) => `diligence file ${sha256}`;

export function createEvidenceFiles({ db, vault, record, now }: Parts): EvidenceFiles {
  return {
    take(bytes) {
      const kind = evidenceKind(bytes);
      if (kind === undefined) throw new BalieError('diligence-file-kind');
      const sha256 = hash('sha256', bytes, 'hex');
      return {
        sha256,
        bytes: bytes.length,
        keep: async (tx) => void (await tx.query('INSERT INTO diligence_files (sha256, kind, bytes, content, at) VALUES ($1, $2, $3, $4, $5) ON CONFLICT (sha256) DO NOTHING', [sha256, kind, bytes.length, vault.sealBytes(placeOf(sha256), bytes), now()])),
      };
    },
    async read(sha256) {
      const [row] = await db.query<{ kind: EvidenceKind; content: Buffer }>('SELECT kind, content FROM diligence_files WHERE sha256 = $1', [sha256]);
      return row && { kind: row.kind, bytes: vault.openBytes(placeOf(sha256), row.content) };
    },
    there: async (sha256s) => new Set((await db.query<{ sha256: string }>('SELECT sha256 FROM diligence_files WHERE sha256 = ANY ($1::text[])', [sha256s])).map(({ sha256 }) => sha256)),
    erase: (sha256, byPerson) =>
      db.transaction(async (tx) => {
        const gone = await tx.query('DELETE FROM diligence_files WHERE sha256 = $1 RETURNING sha256', [sha256]);
        if (gone.length > 0) await record(tx, { kind: 'diligence.file-erased', facts: { byPerson, sha256 } });
        return gone.length > 0;
      }),
  };
}
