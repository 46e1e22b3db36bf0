import type { Context, Hono } from 'hono';
import { BalieError } from '../../../errors.ts';
import type { DiligenceReport } from '../../../factsheet/diligence/report.ts';
import { isFilter, overviewPage, themePage } from '../../../web/pages/diligence/overview.ts';
import { DILIGENCE_PATH, MEASURE_PATH, themePath } from '../../../web/pages/diligence/paths.ts';
import type { Filter } from '../../../web/pages/diligence/views.ts';
import type { AccessList } from '../../access/access.ts';
import { editorOf } from '../../access/employees.ts';
import type { AppDeps } from '../../deps.ts';
import type { AppEnv } from '../../env.ts';

const THEME_PATH = themePath(':theme');
const TOLD: Readonly<Record<string, string>> = {
  gestart: 'De meting is gestart.', bezig: 'De balie is al aan het meten, of kan nu niet meten.', gewist: 'Het bestand is gewist. De titel en het kenmerk blijven staan.', vastgesteld: 'Vastgesteld. U vindt het bij de vastgestelde doorlichtingen.',
};
/** How probes are named as evidence. */
const BY_PROBE = 'probe/';

/** How each theme stands, and measuring anew. Works without JavaScript. */
export function overviewRoutes(app: Hono<AppEnv>, access: AccessList, { municipality, diligence }: AppDeps): void {
  access.declare('GET', DILIGENCE_PATH, 'factsheet');
  app.get(DILIGENCE_PATH, async (c) => {
    const [report, last] = await Promise.all([diligence.report(), diligence.snapshots.last()]);
    return c.html(overviewPage({ municipality, editor: editorOf(c), report, measuring: diligence.measuring.state(), measuredAt: probedAt(report), filter: filterIn(c, 'open'), last, told: TOLD[c.req.query('melding') ?? ''] }));
  });

  access.declare('POST', MEASURE_PATH, 'factsheet');
  app.post(MEASURE_PATH, async (c) => c.redirect(`${DILIGENCE_PATH}?melding=${(await diligence.measuring.start()) ? 'gestart' : 'bezig'}#meting`, 303));

  access.declare('GET', THEME_PATH, 'factsheet');
  app.get(THEME_PATH, async (c) => {
    const report = await diligence.report();
    const theme = report.themes.find((one) => one.theme === c.req.param('theme'));
    if (theme === undefined) throw new BalieError('not-found');
    const questions = report.questions.filter((question) => question.theme === theme.theme);
    return c.html(themePage({ municipality, editor: editorOf(c), theme, questions, filter: filterIn(c, 'alle'), kaderTitle: diligence.kaderTitle }));
  });
}

function filterIn(c: Context<AppEnv>, first: Filter): Filter {
  const wish = c.req.query('toon') ?? '';
  return isFilter(wish) ? wish : first;
}

/** When assistants were last asked anything for it. */
function probedAt({ questions }: DiligenceReport): Date | undefined {
  const moments = questions.flatMap(({ answer }) => (answer?.kind === 'measured' && answer.evidence.some((id) => id.startsWith(BY_PROBE)) ? [answer.at] : []));
  const last = moments.toSorted().at(-1);
  return last === undefined ? undefined : new Date(last);
}
