import type { Context, Hono } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import { OUTCOMES } from '../../../answer/ports.ts';
import { BalieError } from '../../../errors.ts';
import { caseFormPage, casesPage } from '../../../web/pages.ts';
import type { AccessList } from '../../access/access.ts';
import { editorOf, openerOf } from '../../access/employees.ts';
import type { AppDeps } from '../../deps.ts';
import type { AppEnv } from '../../env.ts';
import { faultView, toFault } from '../../faults.ts';
import { noticeOf } from '../admin/support.ts';
import { type Filled, readCase, toDraft, withoutPersonalData } from './case-fields.ts';
import { caseIdOf } from './form-reader.ts';
import { proposedCase } from './proposed-case.ts';
import { readFields, uuidIn } from '../../input.ts';

const FROM_TURN = '/beheer/beoordelen/:turn/toetsvraag';
const CASES_PATH = '/beheer/toetsvragen';
const EXPORT_PATH = `${CASES_PATH}/bestand`;
const CASE_PATH = `${CASES_PATH}/:case`;
const SHOWN = 500;

interface Shown extends Filled {
  readonly path: string;
  readonly id?: number;
  readonly version: number;
  readonly fault?: BalieError;
}

/** Test questions: made of a turn that was judged, changed, removed and given as a file. */
export function caseRoutes(app: Hono<AppEnv>, access: AccessList, { municipality, review, assistants }: AppDeps): void {
  const { cases } = review;

  access.declare('GET', FROM_TURN, 'review');
  app.get(FROM_TURN, async (c) => {
    const turn = await review.open(uuidIn(c, 'turn', 'review-unknown'), openerOf(c));
    const { clean, masked } = withoutPersonalData(proposedCase(turn), review.mask);
    return form(c, { path: c.req.path, version: 0, draft: toDraft(clean), faults: {}, masked });
  });

  access.declare('POST', FROM_TURN, 'review');
  app.post(FROM_TURN, async (c) => {
    const turnId = uuidIn(c, 'turn', 'review-unknown');
    const filled = readCase(await readFields(c), { assistants: [...assistants.keys()], outcomes: OUTCOMES, mask: review.mask });
    if (filled.complete === undefined) return form(c, { path: c.req.path, ...filled });
    await cases.make(filled.complete, c.get('key').id, turnId);
    return c.redirect(`${CASES_PATH}?melding=toetsvraag`, 303);
  });

  access.declare('GET', CASES_PATH, 'review');
  app.get(CASES_PATH, async (c) => {
    const all = await cases.list();
    const notice = noticeOf(c.req.query('melding'));
    const shown = all.slice(-SHOWN).toReversed();
    return c.html(casesPage({ municipality, editor: editorOf(c), cases: shown, total: all.length, ...(notice && { notice }) }));
  });

  access.declare('GET', EXPORT_PATH, 'review');
  app.get(EXPORT_PATH, async (c) => {
    const lines = await cases.lines();
    c.header('Content-Type', 'application/jsonl; charset=utf-8');
    c.header('Content-Disposition', 'attachment; filename="toetsvragen.jsonl"');
    return c.body(lines.map((line) => `${line}\n`).join(''));
  });

  access.declare('GET', CASE_PATH, 'review');
  app.get(CASE_PATH, async (c) => {
    const found = await cases.find(caseIdOf(c));
    if (found === undefined) throw new BalieError('case-unknown');
    return form(c, { path: c.req.path, id: found.id, version: found.version, draft: toDraft(found), faults: {}, masked: [] });
  });

  access.declare('POST', CASE_PATH, 'review');
  app.post(CASE_PATH, async (c) => {
    const id = caseIdOf(c);
    const found = await cases.find(id);
    if (found === undefined) throw new BalieError('case-unknown');
    // An assistant that has gone meanwhile may stay.
    const filled = readCase(await readFields(c), { assistants: [...assistants.keys(), found.assistant], outcomes: OUTCOMES, mask: review.mask });
    const shown = { path: c.req.path, id, ...filled };
    if (filled.complete === undefined) return form(c, shown);
    try {
      await cases.change(id, filled.complete, { seen: filled.version, byKey: c.get('key').id });
    } catch (error) {
      const fault = toFault(error);
      if (fault.code !== 'review-changed') throw error;
      return form(c, { ...shown, version: found.version, fault });
    }
    return c.redirect(`${CASES_PATH}?melding=toetsvraag`, 303);
  });

  access.declare('POST', `${CASE_PATH}/verwijderen`, 'review');
  app.post(`${CASE_PATH}/verwijderen`, async (c) => {
    await cases.remove(caseIdOf(c), c.get('key').id);
    return c.redirect(`${CASES_PATH}?melding=toetsvraag-weg`, 303);
  });

  function form(c: Context<AppEnv>, { path, id, version, draft, faults, masked, fault }: Shown): Response | Promise<Response> {
    const names = [...new Set([...assistants.keys(), draft.assistant])];
    const view = { municipality, editor: editorOf(c), path, version, assistants: names, draft, faults, masked };
    const isWrong = Object.keys(faults).length > 0 || (masked.length > 0 && c.req.method === 'POST');
    const status = fault?.entry.status ?? (isWrong ? 400 : 200);
    return c.html(caseFormPage({ ...view, ...(id !== undefined && { id }), ...(fault && { fault: faultView(fault.code) }) }), status as ContentfulStatusCode);
  }
}
