import { dutchDay, momentWords } from '../../dutch-time.ts';
import { masterKey } from '../../audit/content.ts';
import { createManagementLog } from '../../audit/management-log.ts';
import { BalieError } from '../../errors.ts';
import { claimOf, type Role, ROLES } from '../../identity/groups.ts';
import type { ActBy } from '../../identity/local/acts.ts';
import type { Invited } from '../../identity/local/invitations.ts';
import { createPeopleManager, listPeople, type PersonSummary } from '../../identity/local/manage.ts';
import { uuidOf } from '../../uuid.ts';
import { accountName } from '../account-name.ts';
import { command, type CommandInput, tell, WrongUse } from '../command.ts';
import { textOf } from '../keys/options.ts';
import { invitationLink } from '../people/links.ts';
import { oneLine, printable } from '../printable.ts';

const usage = ['list', `invite --name NAAM [--roles ${ROLES.join(',')}]`, 'invite --for ID', 'disable ID', 'enable ID'].join('\n       | ');

export const people = command({
  name: 'people',
  summary: 'Toont wie een account heeft; nodigt iemand uit om met een passkey in te loggen, ook als zijn passkey kwijt is; sluit iemand buiten of laat hem weer toe.',
  usage,
  options: { name: { type: 'string' }, roles: { type: 'string' }, for: { type: 'string' } },
  async run(input) {
    const [action, id, ...more] = input.positionals;
    const hasOptions = ['name', 'roles', 'for'].some((option) => input.values[option] !== undefined);
    if (more.length > 0) throw new WrongUse();
    if (action === 'list' && id === undefined && !hasOptions) return list(input);
    if (action === 'invite' && id === undefined) return invite(input);
    if ((action === 'disable' || action === 'enable') && id !== undefined && !hasOptions) return setDisabled(input, id, action === 'disable');
    throw new WrongUse();
  },
});

async function list(input: CommandInput): Promise<0> {
  const all = await listPeople(await input.database());
  tell(input, { people: all }, all.length === 0 ? ['Niemand heeft nog een account.'] : all.map(personLine));
  return 0;
}

function personLine({ id, name, issuer, isLocal, claimed, passkeys, seenAt, disabledAt }: PersonSummary): string {
  const ways = isLocal ? `account van de balie, ${passkeys === 1 ? '1 passkey' : `${passkeys} passkeys`}` : oneLine(issuer);
  const state = disabledAt === null ? `laatst ingelogd op ${dutchDay(seenAt)}` : `uitgezet op ${dutchDay(disabledAt)}`;
  return [id, oneLine(name), ways, claimed.length === 0 ? 'geen groepen' : oneLine(claimed.join(', ')), state].join('  ');
}

async function invite(input: CommandInput): Promise<0> {
  const who = invitedIn(input);
  const { manager, by } = await openPeople(input);
  const { token, expiresAt } = await manager.invite(who, by);
  const link = invitationLink(token, input.config, input.config.port);
  tell(input, { link, expiresAt }, [link]);
  input.note(`Deze link werkt één keer, tot ${momentWords(expiresAt)}. Wie hem opent, logt in als ${'name' in who ? who.name : 'dit account'}: geef hem alleen aan wie hem moet hebben.`);
  return 0;
}

/** @throws WrongUse */
function invitedIn({ values }: CommandInput): Invited {
  const [name, id] = [textOf(values, 'name'), values['for']];
  if (id !== undefined) {
    if (name !== undefined || values['roles'] !== undefined) throw new WrongUse('--for gaat niet samen met --name en --roles: het account heeft die al.');
    return { personId: checkedId(String(id)) };
  }
  if (name === undefined) throw new WrongUse('Geef --name voor een nieuw account, of --for voor een passkey erbij.');
  if (name.length > MAX_NAME) throw new WrongUse(`--name: hoogstens ${MAX_NAME} tekens.`);
  const roles = String(values['roles'] ?? '').split(',').map((role) => role.trim()).filter((role) => role !== '');
  const unknown = roles.find((role) => !ROLES.some((known) => known === role));
  if (unknown !== undefined) throw new WrongUse(`--roles: ${printable(unknown)} is er niet; deze zijn er: ${ROLES.join(', ')}.`);
  // Who has an account of the desk works there, whatever else they do.
  return { name, claimed: ROLES.filter((role: Role) => role === 'employee' || roles.includes(role)).map(claimOf) };
}

/** As the page has it. */
const MAX_NAME = 100;

async function setDisabled(input: CommandInput, id: string, isDisabled: boolean): Promise<0> {
  const personId = checkedId(id);
  const { manager, by } = await openPeople(input);
  await manager.setDisabled(personId, isDisabled, by);
  tell(input, { id: personId, disabled: isDisabled }, [isDisabled ? 'Het account is uitgezet: wie het had, is nergens meer ingelogd.' : 'Het account is weer aan. Inloggen moet opnieuw.']);
  return 0;
}

/** @throws BalieError `person-unknown` for what is the number of nobody. */
function checkedId(id: string): string {
  const number = uuidOf(id);
  if (number === undefined) throw new BalieError('person-unknown', { detail: printable(id) });
  return number;
}

/** Changes from the command line, in the desk's own audit log. @throws BalieError `audit-key-wrong` on a machine that does not have its key. */
async function openPeople({ config, database }: CommandInput): Promise<{ manager: ReturnType<typeof createPeopleManager>; by: ActBy }> {
  const db = await database();
  const key = await masterKey(db, config.auditKey, config.dataDir);
  return { manager: createPeopleManager(db, createManagementLog({ masterKey: key, now: () => new Date() })), by: { byUser: accountName() } };
}
