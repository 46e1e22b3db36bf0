import { resolve } from 'node:path';
import { z } from 'zod';
import { MIN_SECRET, readSecretFile } from '../secret-file.ts';
import { httpUrl } from './faults.ts';

const name = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'mag alleen kleine letters, cijfers en koppeltekens hebben').max(64);
const onWeb = {
  name,
  url: httpUrl,
  /** Whether the address may be inside the building, and without TLS. */
  allowPrivate: z.boolean().default(false),
};

/** A place outside the desk that keeps its checkpoints. Paths are relative to the configuration file. */
const anchor = z.discriminatedUnion('kind', [
  /** On another disk, best where nothing can be taken away. */
  z.strictObject({ kind: z.literal('file'), name, path: z.string().min(1) }),
  /** Signed as the webhook of handovers is. */
  z.strictObject({ kind: z.literal('webhook'), ...onWeb, secretFile: z.string().min(1) }),
  /** To the auditor, by the mail server of `handover.smtp`. */
  z.strictObject({ kind: z.literal('email'), name, to: z.email('moet een e-mailadres zijn') }),
  /** Another Balie, with a key of that one. */
  z.strictObject({ kind: z.literal('server'), ...onWeb, keyFile: z.string().min(1) }),
]);

export type AnchorRules = z.infer<typeof anchor>;

/** How the audit log is made fit for an outsider. */
export const auditRules = z.strictObject({
  /** The end of the log is signed after so many entries, or after so many minutes in which there were any. */
  checkpoints: z.strictObject({ entries: z.int().min(1).max(1_000_000).default(1_000), minutes: z.int().min(1).max(10_080).default(60) }).prefault({}),
  anchors: z
    .array(anchor)
    .max(20)
    .refine((all) => new Set(all.map((one) => one.name)).size === all.length, 'heeft een naam die twee keer voorkomt')
    .default([]),
});

export type AuditRules = z.infer<typeof auditRules>;

/** With paths as they are on this machine. A secret that cannot be read is added to `faults`: it is told before anything starts. */
export function auditWith({ anchors, ...rest }: AuditRules, folder: string, faults: string[]): AuditRules {
  const all = anchors.map((one) => placed(one, folder));
  all.forEach((one, index) => {
    const [name, path] = one.kind === 'webhook' ? ['secretFile', one.secretFile] : one.kind === 'server' ? ['keyFile', one.keyFile] : [];
    const fault = path === undefined ? undefined : readSecretFile(path, { min: MIN_SECRET }).fault;
    if (fault !== undefined) faults.push(`audit.anchors.${index}.${name}: ${fault}`);
  });
  return { ...rest, anchors: all };
}

function placed(one: AnchorRules, folder: string): AnchorRules {
  switch (one.kind) {
    case 'file':
      return { ...one, path: resolve(folder, one.path) };
    case 'webhook':
      return { ...one, secretFile: resolve(folder, one.secretFile) };
    case 'server':
      return { ...one, keyFile: resolve(folder, one.keyFile) };
    case 'email':
      return one;
  }
}
