import { basename, resolve, sep } from 'node:path';
import { ingestPath, type IngestEvent } from '../../ingest/sync.ts';
import { listCollections, syncCollections } from '../knowledge/collections.ts';
import type { PassageInput } from '../knowledge/types.ts';
import type { Command } from './command.ts';
import { describeEvent, printable, summarise } from './ingest-lines.ts';

const usage = 'PAD --collection NAAM [--dry-run] [--explain] [--remove-missing]';

export const ingest: Command = {
  name: 'ingest',
  summary: 'Leest documenten in: een bestand, of een map met alles wat erin zit (PDF, Markdown, HTML, Word, tekst).',
  usage,
  options: {
    collection: { type: 'string' },
    'dry-run': { type: 'boolean', default: false },
    explain: { type: 'boolean', default: false },
    'remove-missing': { type: 'boolean', default: false },
  },
  async run({ values, positionals, json, config, database, out, note, signal }) {
    const [path, ...rest] = positionals;
    const collection = values['collection'];
    if (path === undefined || rest.length > 0 || typeof collection !== 'string' || collection === '') {
      note(`Gebruik: balie ingest ${usage}`);
      return 2;
    }
    const dryRun = values['dry-run'] === true;
    const explain = values['explain'] === true;
    const documents: object[] = [];
    const folder = config.collections.find((declared) => declared.id === collection)?.folder;
    const db = await database();
    // On a new installation nobody has declared the collections yet. Otherwise that is the server's to do: this command
    // may have been started with another configuration.
    if ((await listCollections(db)).length === 0) await syncCollections(db, config.collections);
    const result = await ingestPath(db, {
      path,
      collection,
      ...placeOf(path, folder),
      dryRun,
      removeMissing: values['remove-missing'] === true,
      signal,
      onProgress: (event) => {
        if (json) documents.push(asJson(event, explain));
        else print(event, explain, out);
      },
    });
    if (json) {
      const failed = result.failed.map(({ file, error }) => ({
        file,
        code: error.code,
        message: error.entry.message,
        detail: error.detail,
      }));
      out(JSON.stringify({ dryRun, ...result, failed, documents }));
    } else summarise(result, dryRun, out);
    return result.failed.length + result.kept.length > 0 ? 1 : 0;
  },
};

/**
 * Where the documents belong. In the collection's own folder they have the names that the start-up sync gives them;
 * from elsewhere they get the name of their place before it, so that neither takes the other's for gone.
 */
function placeOf(path: string, folder: string | undefined): { documentsRoot?: string; sourcePrefix?: string } {
  if (folder === undefined) return {};
  const full = resolve(path);
  if (full === folder || full.startsWith(folder + sep)) return { documentsRoot: folder };
  return { sourcePrefix: `${basename(full).replaceAll(/[:/\\]/g, '-')}:` };
}

function print(event: IngestEvent, explain: boolean, out: (line: string) => void): void {
  for (const line of [describeEvent(event), ...(explain ? (event.passages ?? []).flatMap(explainPassage) : [])])
    out(printable(line));
}

function explainPassage({ page, headings, text }: PassageInput, index: number): string[] {
  const place = [
    ...(page === undefined ? [] : [`pagina ${page}`]),
    ...(headings.length === 0 ? [] : [headings.join(' > ')]),
  ];
  return [
    `  ${index + 1}. ${[...place, `${text.length} tekens`].join(', ')}`,
    ...text.split('\n').map((line) => `     ${line}`),
  ];
}

function asJson(event: IngestEvent, explain: boolean): object {
  const { sourceId, outcome, title, passages, warnings, error } = event;
  return {
    file: sourceId,
    outcome,
    title,
    passages: explain ? passages?.map((passage) => ({ ...passage, length: passage.text.length })) : passages?.length,
    warnings,
    ...(error !== undefined && { code: error.code, detail: error.detail }),
  };
}
