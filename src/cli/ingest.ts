import { basename, resolve, sep } from 'node:path';
import { ingestPath, type IngestEvent, type IngestResult } from '../../ingest/sync.ts';
import { listCollections, syncCollections } from '../knowledge/collections.ts';
import type { PassageInput } from '../knowledge/types.ts';
import type { Command } from './command.ts';

const usage = 'PAD --collection NAAM [--dry-run] [--explain]';

export const ingest: Command = {
  name: 'ingest',
  summary: 'Leest documenten in: een bestand, of een map met alles wat erin zit (PDF, Markdown, HTML, Word, tekst).',
  usage,
  options: {
    collection: { type: 'string' },
    'dry-run': { type: 'boolean', default: false },
    explain: { type: 'boolean', default: false },
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
    return result.failed.length > 0 ? 1 : 0;
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

const outcomes: Readonly<Record<IngestEvent['outcome'], string>> = {
  new: 'nieuw',
  changed: 'gewijzigd',
  unchanged: 'ongewijzigd',
  failed: 'mislukt',
  removed: 'verwijderd',
};

function print(event: IngestEvent, explain: boolean, out: (line: string) => void): void {
  for (const line of [describeEvent(event), ...(explain ? (event.passages ?? []).flatMap(explainPassage) : [])])
    out(printable(line));
}

/** One line on a document that is done, with its warnings or what to do about its fault under it. */
function describeEvent({ index, total, sourceId, outcome, passages, warnings, error }: IngestEvent): string {
  const place = `[${String(index).padStart(String(total).length)}/${total}]`;
  const count = passages === undefined ? '' : `  ${passages.length} ${passages.length === 1 ? 'passage' : 'passages'}`;
  const lines = [
    `${place} ${sourceId}  ${outcomes[outcome]}${count}`,
    ...(warnings ?? []).map((warning) => `let op: ${warning}`),
  ];
  if (error !== undefined) {
    const detail = error.detail === undefined ? '' : ` (${error.detail})`;
    lines.push(`${error.code}: ${error.entry.message}${detail}`, error.entry.action);
  }
  return lines.join('\n      ');
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

function summarise(result: IngestResult, dryRun: boolean, out: (line: string) => void): void {
  const counts = [
    `${result.new} nieuw`,
    `${result.changed} gewijzigd`,
    `${result.unchanged} ongewijzigd`,
    `${result.removed} verwijderd`,
    `${result.failed.length} mislukt`,
  ];
  out(`${dryRun ? 'Proef, er is niets opgeslagen' : 'Klaar'}: ${counts.join(', ')}; ${result.passages} passages.`);
  if (result.failed.length > 0) {
    out('Van een document dat mislukt blijft de vorige versie in gebruik:');
    for (const { file, error } of result.failed) out(printable(`- ${file}: ${error.entry.message}`));
  }
  if (result.kept.length > 0) {
    out(
      'Niet meer in de map, maar te veel om zonder vraag te verwijderen; deze documenten blijven vindbaar:',
    );
    for (const sourceId of result.kept) out(printable(`- ${sourceId}`));
  }
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

/** Documents and file names come from elsewhere: no control characters of theirs reach the terminal. */
function printable(text: string): string {
  return text.replaceAll(/[^\P{Cc}\n]/gu, '');
}
