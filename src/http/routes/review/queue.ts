import type { Context, Hono } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import { type BalieError, errorCatalogue } from '../../../errors.ts';
import { judgePage, queuePage } from '../../../web/pages.ts';
import type { JudgedTurnView, JudgementDraft } from '../../../web/pages/judging/views.ts';
import type { AccessList } from '../../access.ts';
import type { AppDeps } from '../../deps/deps.ts';
import { JUDGEMENTS, type OpenedTurn } from '../../deps/review-deps.ts';
import type { AppEnv } from '../../env.ts';
import { toFault } from '../../faults.ts';
import { noticeOf, readFields } from '../admin/support.ts';
import { faultView } from '../desk.ts';
import { MAX_TITLE } from './case-fields.ts';
import { FormReader, turnIdOf } from './fields.ts';

const QUEUE_PATH = '/beheer/beoordelen';
const TURN_PATH = `${QUEUE_PATH}/:turn`;
const MAX_REMARK = 2_000;

/** The answers that ask for a judgement, and judging one. */
export function queueRoutes(app: Hono<AppEnv>, access: AccessList, { municipality, review }: AppDeps): void {
  access.declare('GET', QUEUE_PATH, 'review');
  app.get(QUEUE_PATH, async (c) => {
    const [turns, cases] = await Promise.all([review.queue(), review.cases.list()]);
    const notice = noticeOf(c.req.query('melding'));
    return c.html(queuePage({ municipality, editorName: c.get('key').name, turns, cases: cases.length, ...(notice && { notice }) }));
  });

  access.declare('GET', TURN_PATH, 'review');
  app.get(TURN_PATH, async (c) => {
    const turn = await review.open(turnIdOf(c), c.get('key').id);
    return c.html(judgePage({ ...viewOf(c, turn), draft: draftOf(turn), faults: {} }));
  });

  access.declare('POST', TURN_PATH, 'review');
  app.post(TURN_PATH, async (c) => {
    const turnId = turnIdOf(c);
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
    const turn = await review.open(turnId, c.get('key').id);
    const page = judgePage({ ...viewOf(c, turn), draft, faults, ...(fault && { fault: faultView(fault.code, '') }) });
    return c.html(page, (fault?.entry.status ?? 400) as ContentfulStatusCode);
  }

  function viewOf(c: Context<AppEnv>, { reason, feedback, judged, ...turn }: OpenedTurn): Pick<JudgedTurnView, 'municipality' | 'editorName' | 'turn'> {
    const why = reasonWords(reason);
    const more = { ...(why !== undefined && { reason: why }), ...(feedback && { feedback }), ...(judged && { judged }) };
    return { municipality, editorName: c.get('key').name, turn: { ...turn, ...more } };
  }
}

function draftOf({ judged }: OpenedTurn): JudgementDraft {
  if (judged === undefined) return { remark: '', cite: '', say: '' };
  return { judgement: judged.judgement, remark: judged.remark, cite: judged.cite.join('\n'), say: judged.say.join('\n') };
}

const OTHER_REASONS: Readonly<Record<string, string>> = {
  'not-carried': 'Wat het model schreef, stond in geen bron.',
  length: 'Het antwoord van het model was te lang.',
};

/** Why a turn was not simply answered; undefined when there is nothing to say of it. */
function reasonWords(reason: string | undefined): string | undefined {
  if (reason === undefined) return undefined;
  const known = Object.entries(errorCatalogue).find(([code]) => code === reason);
  return OTHER_REASONS[reason] ?? known?.[1].message ?? reason;
}
