import { createHash, hash } from 'node:crypto';
import { createReadStream, existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { knownModel } from '../../src/cli/hosts/known-models.ts';

/** What a bundle says of a model: where it comes from, and by what it is known to be the same one. */
export interface BundledModel {
  readonly name: string;
  readonly page: string;
  readonly licence?: string;
  readonly origin?: string;
  /** As `ollama list` shows its beginning. Absent: the maker of the bundle did not have the model, and cannot know. */
  readonly digest?: string;
  readonly bytes?: number;
  readonly isIncluded: boolean;
}

interface OllamaManifest {
  readonly config: Layer;
  readonly layers: readonly Layer[];
}

interface Layer {
  readonly digest: string;
  readonly size: number;
}

const NAME = /^(?:(?<host>[\w-]+(?:\.[\w-]+)+)\/)?(?:(?<space>[\w-]+)\/)?(?<model>[\w.-]+):(?<tag>[\w.-]+)$/;
const LIBRARY = 'registry.ollama.ai';

function partsOf(name: string) {
  const { host = LIBRARY, space = 'library', model, tag } = NAME.exec(name)?.groups ?? {};
  if (model === undefined || tag === undefined) throw new Error(`Dit is geen naam van een model, zoals ministral-3:3b: ${name}`);
  return { host, space, model, tag };
}

/**
 * Models as they go along, or as somebody has to bring them.
 * @param folder what OLLAMA_MODELS names on a machine that has them; undefined: they are named and not brought.
 * @returns what is said of them, and their files under that folder.
 * @throws Error where one is not there, or not as its digest says.
 */
export async function modelsOf(names: readonly string[], folder: string | undefined): Promise<{ readonly models: readonly BundledModel[]; readonly files: readonly string[] }> {
  const models: BundledModel[] = [];
  const files = new Set<string>();
  for (const name of names) {
    const { host, space, model, tag } = partsOf(name);
    const page = host === LIBRARY ? `https://ollama.com/${space}/${model}` : `https://${host}/${space}/${model}`;
    const about = { name, page, ...knownModel(model) };
    if (folder === undefined) {
      models.push({ ...about, isIncluded: false });
      continue;
    }
    const path = `manifests/${host}/${space}/${model}/${tag}`;
    if (!existsSync(join(folder, path))) throw new Error(`Het model ${name} staat niet in ${folder}. Haal het op (ollama pull ${name}), of geef de map die OLLAMA_MODELS daar noemt.`);
    const bytes = readFileSync(join(folder, path));
    const { config, layers } = JSON.parse(bytes.toString('utf8')) as OllamaManifest;
    files.add(path);
    for (const { digest } of [config, ...layers]) files.add(await blobIn(folder, digest, name));
    models.push({ ...about, digest: hash('sha256', bytes), bytes: [config, ...layers].reduce((sum, { size }) => sum + size, 0), isIncluded: true });
  }
  return { models, files: [...files].toSorted() };
}

/** A part of a model, which is named after what is in it. */
async function blobIn(folder: string, digest: string, name: string): Promise<string> {
  const hex = /^sha256:(?<hex>[0-9a-f]{64})$/.exec(digest)?.groups?.['hex'];
  if (hex === undefined) throw new Error(`Het model ${name} noemt een deel zonder goede controlesom: ${digest}`);
  const path = `blobs/sha256-${hex}`;
  if (!existsSync(join(folder, path)) || (await sha256(join(folder, path))) !== hex) throw new Error(`Een deel van het model ${name} ontbreekt of is veranderd: ${path}. Haal het opnieuw op.`);
  return path;
}

/** A large file piece by piece; tens of thousands of small ones would take most of their time in being opened that way. */
export async function sha256(path: string): Promise<string> {
  if (statSync(path).size < 2 ** 25) return hash('sha256', readFileSync(path));
  const hasher = createHash('sha256');
  await pipeline(createReadStream(path, { highWaterMark: 2 ** 20 }), hasher);
  return hasher.digest('hex');
}
