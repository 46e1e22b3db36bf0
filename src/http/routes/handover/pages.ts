import type { Context, Hono } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import { BalieError } from '../../../errors.ts';
import { handoverPage, handoverSentPage } from '../../../web/pages.ts';
import type { HandoverFieldName, HandoverView } from '../../../web/pages/handover/views.ts';
import { isUuid } from '../../../uuid.ts';
import type { AccessList } from '../../access/access.ts';
import { HandoverRequest, MAX_SUMMARY } from '../../contracts/handover-contracts.ts';
import type { AppDeps } from '../../deps.ts';
import type { AppEnv } from '../../env.ts';
import { faultView, logFault, setFaultHeaders, toFault } from '../../faults.ts';
import { refuseOtherSites, requireSameOrigin } from '../../access/same-origin.ts';
import { readFields } from '../../input.ts';
import { pageLanguage } from '../desk-language.ts';

const FIELDS = ['summary', 'name', 'email', 'phone'] as const satisfies readonly HandoverFieldName[];

type Form = Readonly<Record<HandoverFieldName | 'conversationId' | 'id' | 'language', string>>;

/** Passing a conversation on as pages: the resident reads the summary, changes it, and takes it along or sends it. Works without JavaScript. */
export function handoverPageRoutes(app: Hono<AppEnv>, access: AccessList, deps: AppDeps): void {
  const { municipality, handover, newId, logger } = deps;
  const common = (language: string) => {
    const page = deps.pages.in(pageLanguage(deps, language));
    return { municipality, ...(page && { page }), ...handover.said(language), channels: handover.channels(language) };
  };
  const pageFor = (form: Form, more: Partial<HandoverView> = {}) =>
    handoverPage({ ...common(form.language), id: form.id, conversationId: form.conversationId, values: form, canSend: handover.canSend, maxSummary: MAX_SUMMARY, wrong: [], ...more });

  access.declare('POST', '/doorgeven', 'public');
  app.post('/doorgeven', async (c) => {
    refuseOtherSites(c);
    const { conversationId, language: asked } = await readForm(c);
    const { text, language: ofAnswer } = await summaryOf(conversationId);
    const chosen = pageLanguage(deps, asked);
    const language = chosen === 'nl' ? ofAnswer : chosen;
    return c.html(pageFor({ conversationId, language, id: newId(), summary: text, name: '', email: '', phone: '' }));
  });

  access.declare('POST', '/doorgeven/bestand', 'public');
  app.post('/doorgeven/bestand', async (c) => {
    refuseOtherSites(c);
    const form = await readForm(c);
    const given = { id: idOf(form, newId), conversationId: form.conversationId, summary: form.summary.slice(0, MAX_SUMMARY), name: textOf(form.name), email: textOf(form.email), phone: textOf(form.phone) };
    return c.body(`\uFEFF${handover.text(given)}\n`, 200, {
      'Content-Type': 'text/plain; charset=utf-8',
      'Content-Disposition': 'attachment; filename="gesprek-gemeente.txt"',
    });
  });

  access.declare('POST', '/doorgeven/versturen', 'public');
  app.post('/doorgeven/versturen', async (c) => {
    requireSameOrigin(c);
    const form = await readForm(c);
    const checked = HandoverRequest.safeParse(Object.fromEntries(FIELDS.map((name) => [name, form[name]])));
    if (!checked.success) {
      const named = new Set(checked.error.issues.map(({ path }) => path[0]));
      return c.html(pageFor({ ...form, id: idOf(form, newId) }, { wrong: FIELDS.filter((name) => named.has(name)) }), 400);
    }
    try {
      await summaryOf(form.conversationId);
      const { summary, name, email, phone } = checked.data;
      const id = idOf(form, newId);
      await handover.add({ id, conversationId: form.conversationId, summary, name, email, phone });
      return c.html(handoverSentPage({ ...common(form.language), conversationId: form.conversationId, reference: handover.reference(id), reach: [email, phone].filter((way) => way !== undefined) }));
    } catch (error) {
      // What a person wrote is not lost with it.
      const fault = toFault(error);
      logFault(logger, c.get('requestId'), fault);
      setFaultHeaders(c, fault);
      return c.html(pageFor({ ...form, id: idOf(form, newId) }, { fault: faultView(fault.code, c.get('requestId')) }), fault.entry.status as ContentfulStatusCode);
    }
  });

  /** @throws BalieError `conversation-unknown`. */
  async function summaryOf(conversationId: string) {
    const summary = isUuid(conversationId) ? await handover.summary(conversationId) : undefined;
    if (summary === undefined) throw new BalieError('conversation-unknown');
    return summary;
  }
}

async function readForm(c: Context<AppEnv>): Promise<Form> {
  const form = await readFields(c);
  const value = (name: string) => form.get(name)?.replaceAll('\r\n', '\n') ?? '';
  return { conversationId: value('conversationId'), language: value('taal'), id: value('id'), summary: value('summary'), name: value('name'), email: value('email'), phone: value('phone') };
}

/** The number that the form was made with; another one for a form that has none. */
function idOf({ id }: Form, newId: () => string): string {
  return isUuid(id) ? id : newId();
}

function textOf(value: string): string | undefined {
  const text = value.replaceAll(/\s+/g, ' ').trim().slice(0, 254);
  return text === '' ? undefined : text;
}
