import type { Context, Hono } from 'hono';
import { BalieError } from '../../../errors.ts';
import type { Doer } from '../../../oversight/opening.ts';
import { lookedPage, openingPage } from '../../../web/pages.ts';
import { openingPath } from '../../../web/pages/oversight/words.ts';
import { isUuid } from '../../../uuid.ts';
import type { AccessList } from '../../access/access.ts';
import { editorOf } from '../../access/employees.ts';
import type { AppDeps } from '../../deps.ts';
import type { AppEnv } from '../../env.ts';
import { readFields } from '../../input.ts';
import { pageOf } from '../admin/support.ts';

const PATH = '/beheer/inzage/:number';
const LOOK_PATH = `${PATH}/gesprekken/:conversation`;
const PAGE_SIZE = 50;
const notices = ['gevraagd', 'goedgekeurd', 'geweigerd', 'ingetrokken'] as const;

/** One request: deciding of it, taking it back, and what it shows. */
export function openingRoutes(app: Hono<AppEnv>, access: AccessList, { municipality, oversight }: AppDeps): void {
  access.declare('GET', PATH, 'opening');
  app.get(PATH, async (c) => {
    const opening = await oversight.find(numberOf(c), doerOf(c));
    const at = { page: pageOf(c.req.query('pagina')), pageSize: PAGE_SIZE };
    const covered = await oversight.covered(opening, at);
    const notice = notices.find((one) => one === c.req.query('melding'));
    return c.html(openingPage({ municipality, editor: editorOf(c), opening, covered: { ...at, ...covered }, ...(notice && { notice }) }));
  });

  access.declare('POST', `${PATH}/besluit`, 'opening');
  app.post(`${PATH}/besluit`, async (c) => {
    const number = numberOf(c);
    const by = doerOf(c);
    const decision = (await readFields(c)).get('besluit');
    if (decision !== 'goed' && decision !== 'weiger') throw new BalieError('input-invalid');
    // Of one that they may not see they are told that there is none.
    await oversight.find(number, by);
    await oversight.decide(number, by, decision === 'goed');
    return c.redirect(`${openingPath(number)}?melding=${decision === 'goed' ? 'goedgekeurd' : 'geweigerd'}`, 303);
  });

  access.declare('POST', `${PATH}/intrekken`, 'opening');
  app.post(`${PATH}/intrekken`, async (c) => {
    const number = numberOf(c);
    const by = doerOf(c);
    await oversight.find(number, by);
    await oversight.end(number, by);
    return c.redirect(`${openingPath(number)}?melding=ingetrokken`, 303);
  });

  access.declare('GET', LOOK_PATH, 'opening');
  app.get(LOOK_PATH, async (c) => {
    const number = numberOf(c);
    const conversation = c.req.param('conversation');
    if (!isUuid(conversation)) throw new BalieError('not-found');
    const { name, person } = c.get('key');
    const looked = await oversight.look(number, conversation, { ...doerOf(c), readers: person?.readers ?? [] });
    return c.html(lookedPage({ municipality, editor: editorOf(c), opening: number, looker: name, at: new Date(), ...looked }));
  });
}

/** Who asks or decides: all that they are besides an employee. */
export function doerOf(c: Context<AppEnv>): Doer {
  const { id, person } = c.get('key');
  return { id, roles: (person?.roles ?? []).filter((role) => role !== 'employee') };
}

/** @throws BalieError `opening-unknown` for what cannot be one. */
function numberOf(c: Context): number {
  const number = c.req.param('number') ?? '';
  if (!/^[1-9]\d{0,8}$/.test(number)) throw new BalieError('opening-unknown');
  return Number(number);
}
