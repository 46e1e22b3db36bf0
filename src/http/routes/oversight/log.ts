import type { Context, Hono } from 'hono';
import type { ActFilter } from '../../../audit/proof/acts.ts';
import { dutchDay, endOfDutchDay } from '../../../dutch-time.ts';
import { BalieError } from '../../../errors.ts';
import { logPage } from '../../../web/pages.ts';
import { LOG_CSV_PATH, LOG_EXPORT_PATH, LOG_PATH, VERIFIER_PATH } from '../../../web/pages/oversight/paths.ts';
import type { LogView, LogWish } from '../../../web/pages/oversight/log-views.ts';
import type { AccessList } from '../../access/access.ts';
import { editorOf } from '../../access/employees.ts';
import type { AppDeps } from '../../deps.ts';
import type { AppEnv } from '../../env.ts';
import { readFields } from '../../input.ts';

const PAGE_SIZE = 50;
const MAX_ID = 200;
const KEPT_PATH = `${LOG_PATH}/bewaard/:holder`;

/** The audit log and how it stands, for auditors, privacy officers and admins. Works without JavaScript. */
export function logRoutes(app: Hono<AppEnv>, access: AccessList, { municipality, audit }: AppDeps): void {
  access.declare('GET', LOG_PATH, 'oversee');
  app.get(LOG_PATH, async (c) => {
    const wish = wishOf((name) => c.req.query(name));
    const before = /^[1-9]\d{0,14}$/.test(c.req.query('voor') ?? '') ? Number(c.req.query('voor')) : undefined;
    const filter = filterOf(wish, audit.kinds);
    const [state, found] = await Promise.all([audit.state(), 'wrong' in filter ? [] : audit.find(filter, { before, limit: PAGE_SIZE + 1 })]);
    const acts = found.slice(0, PAGE_SIZE);
    const next = found.length > PAGE_SIZE ? acts.at(-1)?.number : undefined;
    const view: LogView = { municipality, editor: editorOf(c), wish, kinds: audit.kinds, acts, state, isFirst: before === undefined, ...(next !== undefined && { next }), ...('wrong' in filter && filter) };
    return c.html(logPage(view), 'wrong' in filter ? 400 : 200);
  });

  access.declare('POST', LOG_CSV_PATH, 'oversee');
  app.post(LOG_CSV_PATH, async (c) => {
    const fields = await readFields(c);
    const filter = filterOf(wishOf((name) => fields.get(name) ?? undefined), audit.kinds);
    if ('wrong' in filter) throw new BalieError('log-wish-invalid');
    return download(c, await audit.csv(filter, c.get('key').id), 'text/csv; charset=utf-8', `logboek-${dutchDay(new Date())}.csv`);
  });

  access.declare('POST', LOG_EXPORT_PATH, 'oversee');
  app.post(LOG_EXPORT_PATH, async (c) => download(c, await audit.export(c.get('key').id), 'application/x-ndjson', `logboek-${dutchDay(new Date())}.jsonl`));

  access.declare('GET', VERIFIER_PATH, 'oversee');
  app.get(VERIFIER_PATH, async (c) => c.body(await audit.verifier(), 200, { 'Content-Type': 'text/javascript; charset=utf-8', 'Content-Disposition': 'attachment; filename="verify-audit.mjs"' }));

  access.declare('GET', KEPT_PATH, 'oversee');
  app.get(KEPT_PATH, async (c) => {
    const lines = await audit.kept(c.req.param('holder'));
    if (lines === undefined) throw new BalieError('not-found');
    return c.body(lines, 200, { 'Content-Type': 'application/x-ndjson', 'Content-Disposition': 'attachment; filename="controlepunten.jsonl"' });
  });
}

/** Streams: as fast as it is taken, and no further than who downloads stays. */
function download(c: Context, lines: AsyncIterable<string>, type: string, name: string): Response {
  return c.body(ReadableStream.from(encoded(lines)), 200, { 'Content-Type': type, 'Content-Disposition': `attachment; filename="${name}"` });
}

async function* encoded(lines: AsyncIterable<string>): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder();
  for await (const text of lines) yield encoder.encode(text);
}

function wishOf(given: (name: keyof LogWish) => string | undefined): LogWish {
  const text = (name: keyof LogWish) => (given(name) ?? '').trim();
  return { soort: text('soort'), wie: text('wie'), nummer: text('nummer'), van: text('van'), tot: text('tot') };
}

/** @returns what is asked of the log, or which part of the wish cannot be. */
function filterOf({ soort, wie, nummer, van, tot }: LogWish, kinds: AppDeps['audit']['kinds']): ActFilter | { readonly wrong: NonNullable<LogView['wrong']> } {
  const isId = (text: string) => text.length <= MAX_ID && text.isWellFormed() && !/\p{Cc}/u.test(text);
  if (!isId(wie)) return { wrong: 'wie' };
  if (!isId(nummer)) return { wrong: 'nummer' };
  const from = van === '' ? undefined : startOfDutchDay(van);
  const until = tot === '' ? undefined : endOfDutchDay(tot);
  if ((van !== '' && from === undefined) || (tot !== '' && until === undefined) || (from && until && from >= until)) return { wrong: 'periode' };
  return {
    kind: kinds.find(([kind]) => kind === soort)?.[0],
    doer: wie === '' ? undefined : wie,
    object: nummer === '' ? undefined : nummer,
    from,
    until,
  };
}

const DAY_MS = 24 * 60 * 60 * 1_000;

/** When the day before it is over. */
function startOfDutchDay(day: string): Date | undefined {
  const at = /^\d{4}-\d{2}-\d{2}$/.test(day) ? Date.parse(`${day}T00:00:00Z`) : Number.NaN;
  return Number.isNaN(at) || endOfDutchDay(day) === undefined ? undefined : endOfDutchDay(new Date(at - DAY_MS).toISOString().slice(0, 10));
}
