import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { CRISIS_KINDS, type CrisisWords } from '../../answer/ports.ts';
import { readYaml } from './yaml.ts';

const lines = z.string().min(1).transform((text) => text.split('\n'));
const byKind = <Value extends z.ZodType>(value: Value) => z.partialRecord(z.enum(CRISIS_KINDS), value);
const text = z.string().min(1).max(1_000);

const schema = z
  .strictObject({
    signs: byKind(z.record(z.string(), lines)),
    except: lines,
    mentions: byKind(lines),
    common: z.record(z.string(), lines),
    help: z.record(z.enum(CRISIS_KINDS), z.array(z.string().min(1)).min(1)),
    texts: z.record(z.string(), byKind(text).and(z.looseObject({ other: text, mention: text, end: text, lines: z.record(z.string(), text) }))),
  })
  .refine(({ texts }) => texts['nl'] !== undefined, 'texts.nl ontbreekt')
  .refine(({ texts, help }) => Object.values(texts).every((one) => Object.values(help).flat().every((name) => one.lines[name] !== undefined)), 'elke taal moet een regel hebben voor elk nummer in help');

/**
 * Reads `crisis.yaml`: by which words someone in need is recognised, and what they are told. A folder that has none gets Balie's own.
 * @throws BalieError `config-invalid` that names each fault.
 */
export async function readCrisis(folder: string, ownFolder: string): Promise<CrisisWords> {
  const path = [folder, ownFolder].map((one) => join(one, 'crisis.yaml')).find((one) => existsSync(one)) ?? join(ownFolder, 'crisis.yaml');
  return readYaml(path, (value) => schema.parse(value));
}
