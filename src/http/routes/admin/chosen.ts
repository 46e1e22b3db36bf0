import type { Context, Hono } from 'hono';
import { BalieError } from '../../../errors.ts';
import { METADATA_FIELDS, type MetadataField } from '../../../knowledge/metadata-rules.ts';
import { chosenFactsPage, chosenRemovePage } from '../../../web/pages.ts';
import { listPath } from '../../../web/pages/admin/paths.ts';
import type { ChosenView, ListPlace } from '../../../web/pages/admin/views.ts';
import type { Draft } from '../../../web/pages/console/views.ts';
import type { AccessList } from '../../access/access.ts';
import { editorOf } from '../../access/employees.ts';
import type { AppDeps } from '../../deps.ts';
import type { AppEnv } from '../../env.ts';
import { readFields } from '../../input.ts';
import { draftOf, listed, reasonIn } from '../console/support.ts';
import { byOf } from '../settings/given.ts';
import { placeIn } from './support.ts';

const PATH = '/beheer/collecties/:collection/keuze';
/** As many as stand on a page of the list. */
const MAX_CHOSEN = 50;
/** What may be the same of several documents. */
const SHARED: readonly MetadataField[] = ['owner', 'validFrom', 'validUntil', 'reviewBy'];

/** What is done with documents that were chosen from the list: first asked, then done to all of them or none. */
export function chosenPageRoutes(app: Hono<AppEnv>, access: AccessList, { municipality, admin }: Pick<AppDeps, 'municipality' | 'admin'>): void {
  access.declare('POST', PATH, 'session');
  app.post(PATH, async (c) => {
    const fields = await readFields(c);
    const view = await viewOf(c, fields);
    if (view === undefined) return nothingChosen(c, fields);
    switch (fields.get('actie')) {
      case 'gegevens':
        return c.html(chosenFactsPage(view));
      case 'verwijderen':
        return c.html(chosenRemovePage(view));
      default:
        throw new BalieError('input-invalid', { detail: 'actie' });
    }
  });

  access.declare('POST', `${PATH}/gegevens`, 'session');
  app.post(`${PATH}/gegevens`, async (c) => {
    const fields = await readFields(c);
    const view = await viewOf(c, fields);
    if (view === undefined) return nothingChosen(c, fields);
    const refuse = (faults: Draft['faults']) => c.html(chosenFactsPage({ ...view, draft: draftOf(fields, faults) }), 400);
    const facts = factsIn(fields);
    const reason = reasonIn(fields);
    if (Object.keys(facts).length === 0) return refuse({ '': 'Vul in wat er moet gelden, of kies wat weg moet.' });
    if (reason === undefined) return refuse({});
    const done = await admin.correctChosen(view.collection.id, view.documents.map(({ id }) => id), facts, byOf(c), reason);
    if (typeof done === 'number') return toList(c, view.place, 'keuze-vastgelegd');
    const title = view.documents.find(({ id }) => id === done.id)?.title;
    return refuse(title === undefined ? listed(done.invalid) : { validUntil: `van “${title}” ligt dan vóór de dag waarop het begint te gelden` });
  });

  access.declare('POST', `${PATH}/verwijderen`, 'session');
  app.post(`${PATH}/verwijderen`, async (c) => {
    const fields = await readFields(c);
    const view = await viewOf(c, fields);
    if (view === undefined) return nothingChosen(c, fields);
    const reason = reasonIn(fields);
    if (reason === undefined) return c.html(chosenRemovePage({ ...view, draft: draftOf(fields, {}) }), 400);
    await admin.removeChosen(view.collection.id, view.documents.map(({ id }) => id), byOf(c), reason);
    return toList(c, { ...view.place, page: 1 }, 'keuze-verwijderd');
  });

  /** Undefined where nothing that is there was chosen. */
  async function viewOf(c: Context<AppEnv>, fields: URLSearchParams): Promise<ChosenView | undefined> {
    const id = c.req.param('collection') ?? '';
    const title = admin.title(id);
    if (title === undefined) throw new BalieError('not-found');
    const documents = await admin.chosen(id, chosenIn(fields));
    return documents.length === 0 ? undefined : { municipality, editor: editorOf(c), collection: { id, title }, documents, place: placeIn((name) => fields.get(name) ?? undefined) };
  }
}

/** Ids as documents have them, each once. @throws BalieError `input-invalid` for more than a page of the list has. */
function chosenIn(fields: URLSearchParams): readonly string[] {
  const given = [...fields.getAll('document'), ...(fields.get('alle') ?? '').split(' ')];
  const ids = [...new Set(given)].filter((id) => /^[0-9a-f]{20}$/.test(id));
  if (ids.length > MAX_CHOSEN) throw new BalieError('input-invalid', { detail: `document: hoogstens ${MAX_CHOSEN}` });
  return ids;
}

/** What is to be set; empty: taken back. A field that is left empty changes nothing. */
function factsIn(fields: URLSearchParams): Readonly<Partial<Record<MetadataField, string>>> {
  const emptied = fields.getAll('leeg');
  const entries = METADATA_FIELDS.filter((name) => SHARED.includes(name)).flatMap((name) => {
    const value = (fields.get(name) ?? '').replaceAll(/[\0\r\n]/g, '').toWellFormed().trim();
    return value === '' && !emptied.includes(name) ? [] : [[name, value] as const];
  });
  return Object.fromEntries(entries);
}

function toList(c: Context<AppEnv>, place: ListPlace, notice: string): Response {
  return c.redirect(listPath(c.req.param('collection') ?? '', { ...place, notice }), 303);
}

function nothingChosen(c: Context<AppEnv>, fields: URLSearchParams): Response {
  return toList(c, placeIn((name) => fields.get(name) ?? undefined), 'niets-gekozen');
}
