import { answerLanguage } from '../../answer/details.ts';
import { looksAtPerson } from '../../audit/opening-acts.ts';
import type { KeptTurn } from '../../audit/kept-turn.ts';
import type { Config } from '../../config/config.ts';
import { BalieError } from '../../errors.ts';
import type { RequestLogger } from '../../http/deps.ts';
import type { OversightDeps } from '../../http/oversight-deps.ts';
import { nameIn, namesOf } from '../../identity/who.ts';
import { coveredConversations } from '../../oversight/covered.ts';
import { createLooks } from '../../oversight/looks.ts';
import { type Doer, type Opening, stateOf } from '../../oversight/opening.ts';
import { createOpenings } from '../../oversight/openings.ts';
import { overall, proofsOf } from '../../oversight/proof.ts';
import { accessRequestsOf } from '../../privacy/subjects.ts';
import { OVERSEEING_ROLES } from '../../identity/groups.ts';
import { decidingRoles, mayDecide, mayEnd } from '../../oversight/rules.ts';
import type { Database } from '../../store/database.ts';
import type { LookedTurn, OpeningView } from '../../web/pages/oversight/opening-views.ts';
import { withoutClosed } from '../desk/closed-sources.ts';
import type { Desk } from '../desk/desk.ts';
import { privacyMail } from './oversight-mail.ts';

interface Parts {
  readonly db: Database;
  readonly desk: Pick<Desk, 'auditKey' | 'recordAct' | 'log'>;
  readonly config: Config;
  readonly logger: RequestLogger;
}

/** More looks at one person's own are not shown: all are in the audit log. */
const MAX_OWN = 50;
const now = () => new Date();

/** Opening what people said, over the oversight room, the log and the audit chain. */
export function oversightDeps({ db, desk, config, logger }: Parts): OversightDeps {
  const { oversight: rules } = config;
  const openings = createOpenings({ db, masterKey: desk.auditKey, rules, now, record: desk.recordAct });
  const looks = createLooks({ db, now, record: desk.recordAct });
  const mail = privacyMail(config);
  const sees = ({ roles }: Doer) => roles.some((role) => [...OVERSEEING_ROLES, ...rules.approvers, ...rules.approversOfPrivacyOfficer].some((one) => one === role));

  async function named(found: readonly Opening[]): Promise<OpeningView[]> {
    const names = await namesOf(db, [...new Set(found.flatMap(({ askedBy, decision, ended }) => [askedBy, ...(decision ? [decision.by] : []), ...(ended ? [ended.by] : [])]))]);
    return found.map((opening) => ({
      ...opening,
      state: stateOf(opening, now()),
      asker: nameIn(names, opening.askedBy),
      decider: opening.decision && nameIn(names, opening.decision.by),
      ender: opening.ended && nameIn(names, opening.ended.by),
    }));
  }

  async function proven(found: readonly Opening[]) {
    const [views, proofs] = await Promise.all([named(found), proofsOf(db, found)]);
    return views.flatMap((view) => {
      const proof = proofs.get(view.number);
      return proof === undefined ? [] : [{ ...view, proof }];
    });
  }

  return {
    rules,
    decide: openings.decide,
    end: openings.end,
    standing: looks.standing,
    seesAll: sees,
    deciders: (roles) => decidingRoles(rules, roles),
    async ask(given) {
      const { number, isNew } = await openings.ask(given);
      // Not waited for: who asks need not know of the mail, and it stands on the page too.
      if (isNew) void mail?.asked(number).catch((error: unknown) => logger.error({ opening: number, error: String(error) }, 'privacy officer not told of an opening'));
      return number;
    },
    async list(by, page) {
      const isAll = sees(by);
      const { total, openings: found } = await openings.list({ ...page, ...(!isAll && { askedBy: by.id }) });
      return { total, openings: await named(found), isAll };
    },
    async find(number, by) {
      const found = await openings.find(number);
      const isOwn = found.askedBy === by.id;
      if (!isOwn && !sees(by)) throw new BalieError('opening-unknown');
      const [view] = await proven([found]);
      if (view === undefined) throw new BalieError('opening-unknown');
      const { state } = view;
      return {
        ...view, isOwn,
        reason: found.reason,
        deciders: decidingRoles(rules, found.askerRoles),
        mayDecide: state === 'waiting' && mayDecide(rules, found, by),
        mayEnd: (state === 'waiting' || state === 'open') && mayEnd(rules, found, by),
        mayLook: isOwn && state === 'open',
      };
    },
    covered: ({ scope }, page) => coveredConversations(db, scope, page),
    async look(number, conversationId, { readers, ...by }) {
      const covered = await looks.look(number, conversationId, by);
      const isPersons = covered.some((turn) => turn.isPersons);
      const [kept, { scope, validUntil }] = await Promise.all([desk.log.find(covered.map((turn) => turn.id)), openings.find(number)]);
      const shown = isPersons ? await withoutClosed(db, kept, readers, true) : kept;
      const byId = new Map(shown.map((turn) => [turn.id, turn]));
      const [place] = (await coveredConversations(db, { kind: 'conversation', conversationId }, { page: 1, pageSize: 1 })).conversations;
      return {
        isPersons,
        until: validUntil ?? now(),
        assistant: scope.kind === 'assistant' ? scope.assistant : (place?.assistant ?? ''),
        turns: covered.flatMap((turn) => byId.get(turn.id) ?? []).map(lookedTurn),
      };
    },
    async council(page) {
      const [{ total, openings: found }, all] = await Promise.all([openings.list(page), overall(db)]);
      return { total, openings: await proven(found), overall: all };
    },
    async ofPerson(person) {
      const found = await looksAtPerson(db, { person, requests: await accessRequestsOf(db, person) }, MAX_OWN);
      const names = await namesOf(db, [...new Set(found.flatMap(({ by }) => by ?? []))]);
      return found.map(({ number, at, opening, request, by, account }) => ({ entry: number, at: new Date(at), opening, request, by: by === undefined ? `${account ?? 'iemand'} op de server` : nameIn(names, by) }));
    },
  };
}

function lookedTurn({ id, receivedAt, outcome = 'interrupted', question, end }: KeptTurn): LookedTurn {
  return { id, receivedAt, outcome, question, answer: end?.answer ?? '', sources: end?.sources ?? [], reason: end?.reason, language: answerLanguage(end?.details).language };
}
