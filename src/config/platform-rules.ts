import { resolve } from 'node:path';
import { z } from 'zod';
import { readKeyFile } from '../models/key-file.ts';
import { httpUrl } from './faults.ts';

/** Names that the desk has for what is none of these; a test compares them with those of the factsheet, which this room knows nothing of. */
const OWN = ['algoritmeregister', 'file', 'pull'];

/** Where a published factsheet goes besides. Paths are relative to the configuration file. */
const platform = z.strictObject({
  id: z
    .string()
    .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'mag alleen kleine letters, cijfers en koppeltekens hebben')
    .max(64)
    .refine((id) => !OWN.includes(id), `mag niet ${OWN.join(', ')} zijn`),
  url: httpUrl,
  /** A file with what the platform gave to be known by. */
  keyFile: z.string().min(1).exactOptional(),
  /** Whether the address may be inside the building, and without TLS. */
  allowPrivate: z.boolean().default(false),
});

export type PlatformRules = z.infer<typeof platform>;

export const platformRules = z
  .array(platform)
  .max(20)
  .refine((all) => new Set(all.map(({ id }) => id)).size === all.length, 'heeft een id dat twee keer voorkomt')
  .default([]);

/** With paths as they are on this machine. A key that cannot be read is added to `faults`: it is told before anything starts. */
export function readPlatforms(all: readonly PlatformRules[], folder: string, faults: string[]): readonly PlatformRules[] {
  return all.map((one, index) => {
    if (one.keyFile === undefined) return one;
    const keyFile = resolve(folder, one.keyFile);
    const { fault } = readKeyFile(keyFile);
    if (fault !== undefined) faults.push(`factsheetPlatforms.${index}.keyFile: ${fault}`);
    return { ...one, keyFile };
  });
}
