import type { Context, Hono } from 'hono';
import { momentWords } from '../../../dutch-time.ts';
import { BalieError } from '../../../errors.ts';
import type { ActBy } from '../../../identity/local/acts.ts';
import type { PersonSummary } from '../../../identity/local/manage.ts';
import { oncePage, peoplePage, surePage } from '../../../web/pages.ts';
import { roleWords } from '../../../web/pages/admin/words.ts';
import { PEOPLE_FILTERS } from '../../../web/pages/console/access/people.ts';
import { INVITE_PATH, PEOPLE_PATH } from '../../../web/pages/console/paths.ts';
import type { Draft } from '../../../web/pages/console/views.ts';
import type { AccessList } from '../../access/access.ts';
import { editorOf } from '../../access/employees.ts';
import type { AppDeps } from '../../deps.ts';
import type { AppEnv } from '../../env.ts';
import { plainText, readFields } from '../../input.ts';
import { changeViews, draftOf, PAGE_SIZE, pageOfList, reasonIn, whyOf } from './support.ts';

const DONE = `${PEOPLE_PATH}?melding=bewaard`;
/** As who makes an account by themselves has it. */
const MAX_NAME = 100;

/** What can be done to one or more at once: what is asked, and what is told of it. */
const ACTIONS = {
  uitzetten: { title: 'Buitensluiten?', told: 'Zij zijn daarna nergens meer ingelogd en kunnen niet meer inloggen, wat de inlogdienst ook zegt. Wat van hen is, blijft staan. U kunt hen later weer toelaten.', button: 'Ja, sluit buiten', isDanger: true },
  aanzetten: { title: 'Weer toelaten?', told: 'Zij kunnen dan weer inloggen, met de rechten van hun groepen.', button: 'Ja, laat weer toe', isDanger: false },
  uitloggen: { title: 'Overal uitloggen?', told: 'Al hun sessies eindigen nu. Zij kunnen meteen opnieuw inloggen. Beëindigde sessies komen niet terug.', button: 'Ja, log overal uit', isDanger: true },
  passkey: { title: 'Link voor een nieuwe passkey?', told: 'Alleen voor een account van de balie, bijvoorbeeld als iemand zijn passkey kwijt is. Wie de link opent, logt in als deze persoon. De link werkt één keer.', button: 'Ja, maak een link', isDanger: false },
} as const;
type Action = keyof typeof ACTIONS;

/** Who has an account: invited, shut out, let in again, and logged out. */
export function peoplePageRoutes(app: Hono<AppEnv>, access: AccessList, deps: AppDeps): void {
  const { municipality, console } = deps;

  access.declare('GET', PEOPLE_PATH, 'manage');
  app.get(PEOPLE_PATH, async (c) => c.html(peoplePage(await view(c))));

  access.declare('POST', INVITE_PATH, 'manage');
  app.post(INVITE_PATH, async (c) => {
    const fields = await readFields(c);
    const name = plainText(fields.get('naam') ?? '').replaceAll(/\s+/g, ' ');
    const roles = (Object.keys(roleWords) as (keyof typeof roleWords)[]).filter((role) => role === 'employee' || fields.getAll('rollen').includes(role));
    const reason = reasonIn(fields);
    if (name === '' || name.length > MAX_NAME || reason === undefined) {
      const faults = name === '' || name.length > MAX_NAME ? { naam: `geef een naam van hoogstens ${MAX_NAME} tekens` } : {};
      return c.html(peoplePage(await view(c, draftOf(fields, faults))), 400);
    }
    const made = await console.peopleManager(whyOf(c, reason)).invite({ name, claimed: roles.map(console.claimOf) }, byOf(c));
    return c.html(linkPage(c, made));
  });

  access.declare('POST', PEOPLE_PATH, 'manage');
  app.post(PEOPLE_PATH, async (c) => {
    const fields = await readFields(c);
    const action = actionOf(fields.get('doe'));
    const chosen = [...new Set(fields.getAll('wie'))].slice(0, action === 'passkey' ? 1 : PAGE_SIZE);
    if (action === undefined || chosen.length === 0) return c.redirect(PEOPLE_PATH, 303);
    if (action !== 'aanzetten' && action !== 'passkey' && chosen.includes(c.get('key').id)) throw new BalieError('own-access');
    const people = await peopleIn(chosen);
    const reason = reasonIn(fields);
    const isSent = fields.has('zeker');
    if (reason === undefined || !isSent) {
      const fieldsAlong = [['doe', action] as const, ...people.map(({ id }) => ['wie', id] as const)];
      return c.html(surePage({ municipality, editor: editorOf(c), ...ACTIONS[action], names: people.map(({ name }) => name), path: PEOPLE_PATH, fields: fieldsAlong, back: PEOPLE_PATH, ...(isSent && { draft: draftOf(fields, {}) }) }), isSent ? 400 : 200);
    }
    const manager = console.peopleManager(whyOf(c, reason));
    const [first] = people;
    if (action === 'passkey' && first !== undefined) return c.html(linkPage(c, await manager.invite({ personId: first.id }, byOf(c))));
    for (const { id } of people) await (action === 'uitloggen' ? manager.logOut(id, byOf(c)) : manager.setDisabled(id, action === 'uitzetten', byOf(c)));
    return c.redirect(DONE, 303);
  });

  /** @throws BalieError `person-unknown`. */
  async function peopleIn(ids: readonly string[]): Promise<PersonSummary[]> {
    const known = new Map((await console.people()).map((person) => [person.id, person]));
    return ids.map((id) => {
      const person = known.get(id);
      if (person === undefined) throw new BalieError('person-unknown');
      return person;
    });
  }

  function linkPage(c: Context<AppEnv>, { token, expiresAt }: { readonly token: string; readonly expiresAt: Date }) {
    const explanation = `De link werkt één keer, tot ${momentWords(expiresAt)}. Wie hem opent, logt in als deze persoon: geef hem alleen aan wie hem moet hebben.`;
    return oncePage({ municipality, editor: editorOf(c), title: 'De uitnodiging', label: 'Link', secret: console.invitationLink(token), explanation, back: { path: PEOPLE_PATH, text: 'Ik heb de link bewaard' } });
  }

  async function view(c: Context<AppEnv>, draft?: Draft) {
    const all = await console.people();
    const names = new Map(all.map(({ id, name }) => [id, name]));
    const { items, ...list } = pageOfList(c, all, {
      filters: PEOPLE_FILTERS.map(([filter]) => filter),
      matches: ({ name, disabledAt, isLocal }, text, filter) => name.toLowerCase().includes(text) && (filter === '' || (filter === 'balie' ? isLocal : (disabledAt === null) === (filter === 'aan'))),
    });
    const people = items.map((person) => ({ ...person, roles: console.rolesOf(person).map((role) => roleWords[role]), isSelf: person.id === c.get('key').id }));
    const changes = await changeViews(deps, ['person'], (subject) => names.get(subject) ?? subject);
    return { municipality, editor: editorOf(c), list: { ...list, people }, changes, isDone: c.req.query('melding') === 'bewaard', ...(draft && { draft }) };
  }
}

function actionOf(text: string | null): Action | undefined {
  return (Object.keys(ACTIONS) as Action[]).find((known) => known === text);
}

function byOf(c: Context<AppEnv>): ActBy {
  const { id, person } = c.get('key');
  return person === undefined ? { byKey: id } : { byPerson: id };
}
