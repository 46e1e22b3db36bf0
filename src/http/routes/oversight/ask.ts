import type { Context, Hono } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import type { BalieError } from '../../../errors.ts';
import { openingFormPage, openingsPage } from '../../../web/pages.ts';
import type { OpeningDraft } from '../../../web/pages/oversight/opening-views.ts';
import { ASK_PATH, OPENINGS_PATH, openingPath } from '../../../web/pages/oversight/words.ts';
import { isUuid } from '../../../uuid.ts';
import type { AccessList } from '../../access/access.ts';
import { editorOf } from '../../access/employees.ts';
import type { AppDeps } from '../../deps.ts';
import type { AppEnv } from '../../env.ts';
import { faultView, setFaultHeaders, toFault } from '../../faults.ts';
import { readFields } from '../../input.ts';
import { pageOf } from '../admin/support.ts';
import { readOpening } from './fields.ts';
import { doerOf } from './opening.ts';

const PAGE_SIZE = 50;
/** What is said of a request that cannot be made, on the form that is to be mended. */
const ON_FORM = ['opening-nothing', 'opening-too-long', 'opening-too-wide', 'opening-too-often'];
const EMPTY: OpeningDraft = { scope: '', id: '', assistant: '', from: '', until: '', category: '', duration: '8', unit: 'uren', reason: '' };

/** The list of requests to see what people said, and making one. */
export function askRoutes(app: Hono<AppEnv>, access: AccessList, { municipality, oversight, assistants, newId }: AppDeps): void {
  access.declare('GET', OPENINGS_PATH, 'opening');
  app.get(OPENINGS_PATH, async (c) => {
    const at = { page: pageOf(c.req.query('pagina')), pageSize: PAGE_SIZE };
    return c.html(openingsPage({ municipality, editor: editorOf(c), ...at, ...(await oversight.list(doerOf(c), at)) }));
  });

  access.declare('GET', ASK_PATH, 'opening');
  app.get(ASK_PATH, (c) => form(c, { draft: startingDraft(c), faults: {} }));

  access.declare('POST', ASK_PATH, 'opening');
  app.post(ASK_PATH, async (c) => {
    const fields = await readFields(c);
    const given = fields.get('formulier') ?? '';
    const id = isUuid(given) ? given : newId();
    const { draft, faults, complete } = readOpening(fields, { assistants: [...assistants.keys()], rules: oversight.rules, now: new Date() });
    if (complete === undefined) return form(c, { id, draft, faults });
    try {
      const number = await oversight.ask({ ...complete, form: id, by: doerOf(c) });
      return c.redirect(`${openingPath(number)}?melding=gevraagd`, 303);
    } catch (error) {
      const fault = toFault(error);
      if (!ON_FORM.includes(fault.code)) throw error;
      setFaultHeaders(c, fault);
      return form(c, { id, draft, faults: {}, fault });
    }
  });

  function form(c: Context<AppEnv>, { id = newId(), draft, faults, fault }: { id?: string; draft: OpeningDraft; faults: Readonly<Record<string, string>>; fault?: BalieError }) {
    const { rules } = oversight;
    const page = openingFormPage({ municipality, editor: editorOf(c), form: id, draft, faults, assistants: [...assistants.keys()], rules, deciders: oversight.deciders(doerOf(c).roles), ...(fault && { fault: faultView(fault.code) }) });
    return c.html(page, (fault?.entry.status ?? (Object.keys(faults).length > 0 ? 400 : 200)) as ContentfulStatusCode);
  }
}

/** What another page names beforehand: numbers alone, and no more than can be one. */
function startingDraft(c: Context<AppEnv>): OpeningDraft {
  const [turn = '', conversation = ''] = [c.req.query('vraag'), c.req.query('gesprek')];
  if (isUuid(turn)) return { ...EMPTY, scope: 'turn', id: turn };
  if (isUuid(conversation)) return { ...EMPTY, scope: 'conversation', id: conversation };
  return c.req.query('soort') === 'beoordelen' ? { ...EMPTY, scope: 'review', category: 'quality', duration: '30', unit: 'dagen' } : EMPTY;
}
