import type { Hono } from 'hono';
import Papa from 'papaparse';
import { councilPage } from '../../../web/pages.ts';
import type { ProvenOpening } from '../../../web/pages/oversight/opening-views.ts';
import { categoryWords, COUNCIL_FILE_PATH, COUNCIL_PATH, roleWords, rolesWords, scopeWords, stateWords } from '../../../web/pages/oversight/words.ts';
import type { AccessList } from '../../access/access.ts';
import { employeeOf } from '../../access/employees.ts';
import type { AppDeps } from '../../deps.ts';
import type { AppEnv } from '../../env.ts';
import { pageOf } from '../admin/support.ts';
import { atWork } from '../work/views.ts';

const PAGE_SIZE = 50;
/** In the file; more are asked for page by page. */
const MOST_ROWS = 10_000;
const HEAD = ['Nummer', 'Gevraagd op', 'Gevraagd door', 'Rol', 'Waarvoor', 'Wat', 'Besluit', 'Besluit door', 'Rol van wie besliste', 'Besluit op', 'Geldt tot', 'Stand', 'Gelezen', 'Gelezen van medewerkers', 'Klopt met het logboek', 'Regel gevraagd', 'Regel besluit', 'Regel ingetrokken', 'Eerste regel gelezen', 'Laatste regel gelezen'];

/** Who looked at what, for all employees and their works council. */
export function councilRoutes(app: Hono<AppEnv>, access: AccessList, deps: AppDeps): void {
  const { oversight } = deps;

  access.declare('GET', COUNCIL_PATH, 'employee');
  app.get(COUNCIL_PATH, async (c) => {
    const at = { page: pageOf(c.req.query('pagina')), pageSize: PAGE_SIZE };
    return c.html(councilPage({ ...atWork(employeeOf(c), deps), ...at, ...(await oversight.council(at)) }));
  });

  access.declare('GET', COUNCIL_FILE_PATH, 'employee');
  app.get(COUNCIL_FILE_PATH, async (c) => {
    employeeOf(c);
    const { openings } = await oversight.council({ page: 1, pageSize: MOST_ROWS });
    c.header('Content-Type', 'text/csv; charset=utf-8');
    c.header('Content-Disposition', 'attachment; filename="inzages.csv"');
    return c.body(`\uFEFF${Papa.unparse({ fields: HEAD, data: openings.map((opening) => row(opening).map(harmless)) }, { delimiter: ';', newline: '\r\n' })}\r\n`);
  });
}

function row(opening: ProvenOpening): string[] {
  const { number, askedAt, asker, askerRoles, category, scope, decision, decider, validUntil, state, proof } = opening;
  const { entries } = proof;
  const entry = (of: number | undefined) => (of === undefined ? '' : String(of));
  return [
    String(number), askedAt.toISOString(), asker, rolesWords(askerRoles), categoryWords[category], scopeWords(scope),
    decision === undefined ? '' : decision.isApproved ? 'goedgekeurd' : 'geweigerd', decider ?? '', decision === undefined ? '' : roleWords(decision.as), decision?.at.toISOString() ?? '', validUntil?.toISOString() ?? '', stateWords[state],
    String(proof.looks), String(proof.ofEmployees), proof.isAsInLog ? 'ja' : 'nee', entry(entries.asked), entry(entries.decided), entry(entries.ended), entry(entries.firstLook), entry(entries.lastLook),
  ];
}

/** A name may begin as a formula does, also behind white space and in wide letters. */
function harmless(cell: string): string {
  return /^\s*[=+\-@\t\r＝＋－＠|%]/.test(cell) ? `'${cell}` : cell;
}
