import { BalieError } from '../../errors.ts';
import { correctDocument, type Corrections } from '../../knowledge/documents/corrections.ts';
import { type NearDuplicate, nearDuplicates } from '../../knowledge/documents/duplicates.ts';
import { type DocumentSummary, listDocuments, reviewDue } from '../../knowledge/documents/documents.ts';
import { checkMetadata, METADATA_FIELDS, type MetadataField } from '../../knowledge/metadata-rules.ts';
import type { Database } from '../../store/database.ts';
import { requireCollections } from '../collections.ts';
import { command, tell, WrongUse } from '../command.ts';
import { oneLine, printable } from '../printable.ts';

/** A longer list is compared only where what needs attention is asked for: that may take minutes. */
const COMPARED = 2_000;
/** Documents that are compared with all others in one statement. */
const COMPARED_AT_ONCE = 200;

/** Options of `set` by the field that they set: `valid-from` sets `validFrom`. */
const settable = new Map(METADATA_FIELDS.map((field) => [field.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`), field]));

type Given = Readonly<Partial<Record<MetadataField, string>>>;

export const documents = command({
  name: 'documents',
  summary: 'Toont de documenten van een collectie, wat eraan schort en wat nagekeken moet worden; legt geldigheid en eigenaar vast.',
  usage: 'list --collection NAAM [--review-due] [--attention] | set BRON-ID --collection NAAM [--title TEKST] [--owner TEKST] [--url ADRES] [--valid-from DAG] [--valid-until DAG] [--review-by DAG] [--actions TEKST]',
  options: {
    collection: { type: 'string' },
    'review-due': { type: 'boolean', default: false },
    attention: { type: 'boolean', default: false },
    ...Object.fromEntries([...settable.keys()].map((name) => [name, { type: 'string' as const }])),
  },
  async run({ values, positionals, json, database, out, note }) {
    const [action, sourceId, ...rest] = positionals;
    const collection = values['collection'];
    const isRight = action === 'list' ? sourceId === undefined : action === 'set' && sourceId !== undefined && rest.length === 0;
    const given = givenIn(values);
    if (!isRight) throw new WrongUse();
    if (typeof collection !== 'string') throw new WrongUse('--collection ontbreekt.');
    if (action === 'set') requireRight(given);
    const db = await database();
    await requireCollections(db, [collection]);
    if (sourceId !== undefined) {
      if (!(await set(db, collection, sourceId, given))) {
        note(`Er is geen document ${printable(sourceId)} in ${printable(collection)}.`);
        return 1;
      }
      tell({ json, out }, { sourceId }, ['Vastgelegd. Het geldt meteen, en ook voor volgende versies.']);
      return 0;
    }
    const isDue = reviewDue(new Date());
    const all = await listDocuments(db, collection);
    const near = all.length > COMPARED && values['attention'] !== true ? new Map<string, NearDuplicate>() : await likeOthers(db, all);
    const found = all.filter(
      (document) =>
        (values['review-due'] !== true || isDue(document)) &&
        (values['attention'] !== true || near.has(document.id) || document.duplicateOf !== null || (document.quality?.warnings ?? []).length > 0),
    );
    const documents = found.map((document) => ({ ...document, nearDuplicate: near.get(document.id) ?? null }));
    tell({ json, out }, { documents }, documents.map(describe));
    return 0;
  },
});

/** Documents that are much like another one, by id; a part of the list at a time. */
async function likeOthers(db: Database, all: readonly DocumentSummary[]): Promise<ReadonlyMap<string, NearDuplicate>> {
  const found = new Map<string, NearDuplicate>();
  for (let start = 0; start < all.length; start += COMPARED_AT_ONCE) {
    const part = await nearDuplicates(db, all.slice(start, start + COMPARED_AT_ONCE).map(({ id }) => id));
    for (const [id, other] of part) found.set(id, other);
  }
  return found;
}

function describe({ nearDuplicate: near, sourceId, title, owner, validFrom, validUntil, reviewBy, passages, quality, duplicateOf }: DocumentSummary & { readonly nearDuplicate: NearDuplicate | null }): string {
  const facts = [
    `${passages} ${passages === 1 ? 'passage' : 'passages'}`,
    ...(owner === null ? [] : [owner]),
    ...(validFrom === null ? [] : [`geldig vanaf ${validFrom}`]),
    ...(validUntil === null ? [] : [`geldig tot en met ${validUntil}`]),
    ...(reviewBy === null ? [] : [`nakijken voor ${reviewBy}`]),
  ];
  const warnings = [
    ...(quality?.warnings ?? []),
    ...(duplicateOf === null ? [] : [`Dezelfde tekst staat in ${duplicateOf}.`]),
    ...(near === null ? [] : [`Lijkt sterk op ${near.sourceId} (${near.title}): ${Math.round(near.share * 100)}% is hetzelfde.`]),
  ];
  return [oneLine(`${sourceId}  ${title}`), facts.join(', '), ...warnings.map((warning) => `let op: ${warning}`)].join('\n      ');
}

/** What is to be set, by its field. */
function givenIn(values: Readonly<Record<string, unknown>>): Given {
  return Object.fromEntries([...settable].flatMap(([option, field]) => (typeof values[option] === 'string' ? [[field, values[option].trim()]] : [])));
}

/** @throws WrongUse with what is wrong, by the options as they were typed. */
function requireRight(given: Given): void {
  if (Object.keys(given).length === 0) throw new WrongUse(`Er is niets om vast te leggen: geef een of meer van ${[...settable.keys()].map((option) => `--${option}`).join(', ')}.`);
  const checked = checkMetadata(Object.fromEntries(Object.entries(given).filter(([, value]) => value !== '')));
  if ('faults' in checked) throw new WrongUse(`${inOptions(checked.faults.map(({ name, reason }) => `${name} ${reason}`).join('; '))}.`);
}

function inOptions(text: string): string {
  return [...settable].reduce((said, [option, field]) => said.replaceAll(new RegExp(`\\b${field}\\b`, 'g'), `--${option}`), text);
}

/** An empty value takes back what was set. @throws BalieError `document-metadata-invalid` when it contradicts what is there. */
async function set(db: Database, collection: string, sourceId: string, given: Given): Promise<boolean> {
  const corrections: Corrections = Object.fromEntries(Object.entries(given).map(([field, value]) => [field, value === '' ? null : value]));
  try {
    return await correctDocument(db, collection, sourceId, corrections);
  } catch (cause) {
    if (!(cause instanceof BalieError) || cause.code !== 'document-metadata-invalid') throw cause;
    throw new BalieError('document-metadata-invalid', { detail: `${inOptions(cause.detail ?? '')}; een van beide stond al vast`, cause });
  }
}
