import type { Context, Hono } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import type { BalieError } from '../../../errors.ts';
import { JUDGEMENTS } from '../../../review/choices.ts';
import { judgePage, queuePage } from '../../../web/pages.ts';
import type { JudgementDraft, OpenedTurn } from '../../../web/pages/judging/views.ts';
import type { AccessList } from '../../access/access.ts';
import { editorOf, openerOf } from '../../access/employees.ts';
import type { AppDeps } from '../../deps.ts';
import type { AppEnv } from '../../env.ts';
import { faultView, toFault } from '../../faults.ts';
import { noticeOf } from '../admin/support.ts';
import { MAX_TITLE } from './case-fields.ts';
import { FormReader } from './form-reader.ts';
import { readFields, uuidIn } from '../../input.ts';

const QUEUE_PATH = '/beheer/beoordelen';
const TURN_PATH = `${QUEUE_PATH}/:turn`;
const MAX_REMARK = 2_000;

/** The answers that ask for a judgement, and judging one. */
export function queueRoutes(app: Hono<AppEnv>, access: AccessList, { municipality, review }: AppDeps): void {
  access.declare('GET', QUEUE_PATH, 'review');
  app.get(QUEUE_PATH, async (c) => {
    const [turns, cases, standing] = await Promise.all([review.queue(), review.cases.list(), review.standing()]);
    const notice = noticeOf(c.req.query('melding'));
    return c.html(queuePage({ municipality, editor: editorOf(c), turns, cases: cases.length, standing, mayAsk: c.get('key').person !== undefined, ...(notice && { notice }) }));
  });

  access.declare('GET', TURN_PATH, 'review');
  app.get(TURN_PATH, async (c) => {
    const turn = await review.open(uuidIn(c, 'turn', 'review-unknown'), openerOf(c));
    return c.html(judgePage({ municipality, editor: editorOf(c), turn, draft: draftOf(turn), faults: {} }));
  });

  access.declare('POST', TURN_PATH, 'review');
  app.post(TURN_PATH, async (c) => {
    const turnId = uuidIn(c, 'turn', 'review-unknown');
    const fields = await readFields(c);
    const form = new FormReader(fields);
    const judgement = JUDGEMENTS.find((one) => one === fields.get('oordeel'));
    if (judgement === undefined) form.faults['oordeel'] = 'Kies een oordeel.';
    const remarks = { remark: form.shortText('opmerking', MAX_REMARK), cite: form.lines('bronnen', MAX_TITLE), say: form.patterns('zegt') };
    const draft = { judgement, remark: remarks.remark, cite: form.text('bronnen'), say: form.text('zegt') };
    const byKey = c.get('key').id;
    if (judgement === undefined || Object.keys(form.faults).length > 0) return again(c, { turnId, draft, faults: form.faults });
    try {
      await review.judge({ ...remarks, turnId, judgement, seen: form.version(), byKey });
    } catch (error) {
      const fault = toFault(error);
      if (fault.code !== 'review-changed') throw error;
      return again(c, { turnId, draft, faults: {}, fault });
    }
    return c.redirect(fields.get('daarna') === 'toetsvraag' ? `${QUEUE_PATH}/${turnId}/toetsvraag` : `${QUEUE_PATH}?melding=beoordeeld`, 303);
  });

  /** The page as it was, with what was filled in and what is wrong with it. */
  async function again(c: Context<AppEnv>, { turnId, draft, faults, fault }: { turnId: string; draft: JudgementDraft; faults: Record<string, string>; fault?: BalieError }) {
    const turn = await review.open(turnId, openerOf(c));
    const page = judgePage({ municipality, editor: editorOf(c), turn, draft, faults, ...(fault && { fault: faultView(fault.code) }) });
    return c.html(page, (fault?.entry.status ?? 400) as ContentfulStatusCode);
  }
}

function draftOf({ judged }: OpenedTurn): JudgementDraft {
  if (judged === undefined) return { remark: '', cite: '', say: '' };
  return { judgement: judged.judgement, remark: judged.remark, cite: judged.cite.join('\n'), say: judged.say.join('\n') };
}

