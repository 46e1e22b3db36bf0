import { z } from 'zod';

/** Changes when an older Balie could not read it any more. */
export const FORMAT = 'balie-backup-1';

const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
const count = z.int().min(0);

/** What a backup says of itself before anything else, so that what does not fit here is refused at once. */
const about = z.strictObject({
  format: z.string(),
  /** Version of Balie that made it. */
  product: z.string(),
  /** ISO 8601, UTC. */
  at: z.iso.datetime(),
  municipality: z.string(),
  database: z.enum(['postgresql', 'embedded']),
  /** SHA-256 of each migration that was run, in order. */
  schema: z.array(sha256).min(1),
  /** Fingerprints of the master keys that open what is encrypted in it; the keys are not in it. */
  masterKeys: z.array(z.string()),
  /** Who signed it: the key of the audit log, which goes with the master key. */
  keyId: sha256,
  publicKey: z.string(),
  /** Where the audit log ended. */
  head: z.strictObject({ number: count, hash: sha256 }),
});

export type About = z.infer<typeof about>;

const part = { bytes: count, sha256 };

/** All that is in it. */
const manifest = z.strictObject({
  about,
  tables: z.array(z.strictObject({ name: z.string(), columns: z.array(z.string()), rows: count, ...part })),
  files: z.array(z.strictObject({ path: z.string(), ...part })),
  /** Where numbers that are given out went on. */
  sequences: z.array(z.strictObject({ table: z.string(), column: z.string(), last: z.string().regex(/^\d{1,19}$/), isCalled: z.boolean() })),
});

export type Manifest = z.infer<typeof manifest>;

/** A line of a backup: what it is about, where a table or file begins, or the end; rows and pieces of files stand between them. */
export const line = z.union([
  z.strictObject({ about }),
  z.strictObject({ table: z.string(), columns: z.array(z.string()) }),
  z.strictObject({ file: z.string() }),
  z.strictObject({ manifest: z.string(), signature: z.string() }),
]);

export const row = z.array(z.union([z.string(), z.null()]));

export function manifestIn(text: string): Manifest {
  return manifest.parse(JSON.parse(text));
}

/** The exact text that is signed. */
export function manifestText(said: string): string {
  return `${FORMAT}\n${said}`;
}
