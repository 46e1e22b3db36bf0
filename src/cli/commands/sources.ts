import type { IngestEvent } from '../../../ingest/look/run.ts';
import { openWorkers } from '../../../ingest/work.ts';
import type { Config } from '../../config/config.ts';
import { errorCatalogue } from '../../errors.ts';
import { lastRuns, type RunSummary } from '../../jobs/runs.ts';
import { syncCollections, listCollections } from '../../knowledge/collections.ts';
import { removeMissingCommand, unknownCollection } from '../collections.ts';
import { command, tell, WrongUse } from '../command.ts';
import { leftOutText } from '../ingest/left-out.ts';
import { describeEvent, summarise, timeLeft } from '../ingest/lines.ts';
import { lookThrough, READERS } from '../ingest/look-through.ts';
import { printable } from '../printable.ts';

export const sources = command({
  name: 'sources',
  summary: 'Toont de bronnen (mappen, websites) met hun laatste keer, en leest die van een collectie opnieuw.',
  usage: 'list | run COLLECTIE [--remove-missing]',
  options: { 'remove-missing': { type: 'boolean', default: false } },
  async run({ values, positionals, json, config, database, out, note, signal, pool }) {
    const [action, id, ...rest] = positionals;
    const collection = config.collections.find((declared) => declared.id === id);
    if (rest.length > 0 || !(action === 'list' ? id === undefined : action === 'run' && id !== undefined)) throw new WrongUse();
    const db = await database();
    if (action === 'list') {
      const all = await lastRuns(db);
      const rows = config.collections.map((declared) => rowOf(declared, all.filter(({ collectionId }) => collectionId === declared.id)));
      tell({ json, out }, { collections: rows }, rows.flatMap(linesOf));
      return 0;
    }
    if (collection === undefined) throw unknownCollection(id ?? '', config.collections.map((declared) => declared.id));
    if (collection.folder === undefined && collection.website === undefined) throw new WrongUse(`Zonder map of website in de configuratie: ${collection.id}`, { showsUsage: false });
    if ((await listCollections(db)).length === 0) await syncCollections(db, config.collections);
    const workers = await openWorkers(db, { concurrency: READERS, ...(pool && { pool }) });
    try {
      const removeMissing = values['remove-missing'] === true;
      let code: 0 | 1 = 0;
      const left = timeLeft(note);
      const onProgress = (event: IngestEvent): void => {
        if (!json && event.outcome !== 'unchanged') out(printable(describeEvent(event)));
        left(event);
      };
      for (const result of await lookThrough(db, collection, config, { workers, signal, removeMissing, onProgress })) {
        if (summarise(result, { json, out, removal: removeMissingCommand(collection.id) }) > 0) code = 1;
      }
      return code;
    } finally {
      await workers.close();
    }
  },
});

type Declared = Config['collections'][number];

function rowOf({ id, title, folder, website, schedule }: Declared, runs: readonly RunSummary[]) {
  return { id, title, folder, website: website?.start, schedule, runs };
}

function linesOf({ id, title, folder, website, schedule, runs }: ReturnType<typeof rowOf>): string[] {
  return [
    `${id}  ${title}${schedule === undefined ? '' : `  (rooster: ${schedule})`}`,
    ...(folder === undefined ? [] : [`      map ${folder}`]),
    ...(website === undefined ? [] : [`      website ${website.join(', ')}`]),
    ...runs.map((run) => `      ${describeRun(run)}`),
  ];
}

function describeRun({ collectionId, source, startedAt, state, fault, detail, found, unchanged, counts, kept, leftOut, notes }: RunSummary): string {
  const at = startedAt.toLocaleString('nl-NL', { timeZone: 'Europe/Amsterdam', dateStyle: 'short', timeStyle: 'short' });
  const told = `${found} bekeken, ${counts.new ?? 0} nieuw, ${counts.changed ?? 0} gewijzigd, ${unchanged} ongewijzigd, ${counts.removed ?? 0} verdwenen, ${counts.failed ?? 0} mislukt${counts.cancelled === undefined ? '' : `, ${counts.cancelled} geannuleerd`}`;
  const skipped = leftOutText(leftOut);
  const more = [...(skipped === '' ? [] : [`overgeslagen: ${skipped}`]), ...notes.map((reason) => `niet alles gezien: ${reason}`)];
  const asks = kept.length === 0 ? '' : `; ${kept.length} verdwenen wachten op een besluit (${removeMissingCommand(collectionId, source.startsWith('path:') ? { path: 'PAD' } : undefined)})`;
  const words = { listing: 'bezig', working: 'bezig', ended: 'klaar', failed: `mislukt: ${fault === null ? '' : errorCatalogue[fault].message}${detail === null ? '' : ` (${detail})`}` };
  return `${source === 'folder' ? 'map' : source}, ${at}: ${words[state]}; ${[told + asks, ...more].join('; ')}`;
}
