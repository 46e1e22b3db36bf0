import { answerLanguage, explainedTerms, writtenBy } from '../../answer/details.ts';
import { countTurns } from '../../audit/branches.ts';
import type { KeptTurn } from '../../audit/kept-turn.ts';
import { type DayOfUse, useOf } from '../../audit/person-use.ts';
import { PAGE_TURNS } from '../../audit/turn-log.ts';
import { dayBefore, dutchDay } from '../../dutch-time.ts';
import { type Group, ownGroups, rightsOf } from '../../identity/groups.ts';
import type { ConversationTurn } from '../../http/deps.ts';
import type { CarriedTurn, WorkplaceDeps } from '../../http/work-deps.ts';
import { atOneMoment, type Database } from '../../store/database.ts';
import { createCarrier } from '../../workplace/carried.ts';
import { energyOf } from '../../workplace/energy.ts';
import { worksAmong } from '../../workplace/works.ts';
import { addressIn } from '../../workplace/sharing/address.ts';
import { createShares } from '../../workplace/sharing/shares.ts';
import { carriedWithoutClosed, withoutClosed } from '../desk/closed-sources.ts';
import type { Desk } from '../desk/desk.ts';
import { sharedTurns } from '../desk/shared-turns.ts';
import { chooser, comparedIn } from './compare-deps.ts';

const DAYS = 31;
const MONTHS = 12;
const DAY_MS = 24 * 60 * 60 * 1_000;

interface Parts {
  readonly db: Database;
  readonly desk: Pick<Desk, 'conversations' | 'log' | 'auditKey' | 'gateway' | 'recordAct' | 'erasing'>;
  readonly groups: readonly Group[];
  readonly onErased: () => void;
}

/** The workplace of employees, over this installation's log and database. */
export function workDeps({ db, desk, groups, onErased }: Parts): WorkplaceDeps {
  const now = () => new Date();
  const { conversations, log, gateway } = desk;
  const known = [...groups, ...ownGroups([])];
  const carrier = createCarrier<CarriedTurn>(desk.auditKey, now);
  return {
    conversations,
    async turns({ id: person, readers }, { id, assistant }, until) {
      const { total, end, turns } = await atOneMoment(db, async (tx) => {
        const total = await countTurns(tx, id, person);
        const end = Math.min(Math.max(until ?? total, 1), total);
        return { total, end, turns: total === 0 ? [] : await log.conversation(id, assistant, total - end, tx) };
      });
      const works = await worksAmong(db, turns.filter((turn) => turn.outcome === undefined).map((turn) => turn.id));
      const shown = (await withoutClosed(db, turns.slice(-Math.min(end, PAGE_TURNS)), readers)).map(asShown);
      const compared = end === total && total > 0 ? await comparedIn(db, desk, { conversationId: id, person }, readers) : undefined;
      return { turns: shown, before: end - shown.length, total, ...(works.length > 0 && { works }), ...(compared && { compared: { ...compared, turn: asShown(compared.turn) } }) };
    },
    shares: createShares({
      db,
      masterKey: desk.auditKey,
      now,
      record: desk.recordAct,
      rightsNow(claimed, issuer) {
        const rights = rightsOf(known, claimed, issuer);
        return { isEmployee: rights.roles.includes('employee'), groups: rights.groups };
      },
    }),
    addressIn,
    async sharedTurns({ conversation: { id, assistant }, withFiles }, readers, until) {
      // From the first one on: an answer is as open as those that it was built on.
      const kept = await atOneMoment(db, async (tx) => {
        const all: KeptTurn[] = [];
        for (let part = await log.conversation(id, assistant, 0, tx); part.length > 0; part = part.length < PAGE_TURNS ? [] : await log.conversation(id, assistant, all.length, tx)) all.unshift(...part);
        return all;
      });
      const all = await sharedTurns(db, kept, { readers, withFiles });
      const end = Math.min(Math.max(until ?? all.length, 1), all.length);
      const turns = all.slice(Math.max(0, end - PAGE_TURNS), end).map((turn) => ({ ...asShown(turn), ...(turn.withheld && { withheld: turn.withheld }) }));
      return { turns, before: end - turns.length, total: all.length };
    },
    choose: chooser(db, desk),
    async remove(person, { id, assistant }) {
      const erased = await desk.erasing.conversation(id, { assistants: [assistant], personId: person, by: { by: 'asker', byPerson: person } });
      onErased();
      return erased?.number;
    },
    carrier: { ...carrier, open: async ({ id, readers }, text) => carriedWithoutClosed(db, carrier.open(id, text), readers) },
    async use(person) {
      const today = now();
      const [year = 0, month = 1] = dutchDay(today).split('-').map(Number);
      const first = new Date(Date.UTC(year, month - MONTHS, 1)).toISOString().slice(0, 10);
      const [days, energy] = await Promise.all([useOf(db, person, new Date(Date.parse(first) - DAY_MS)), energyOf(db, person, first)]);
      const known = days.filter(({ day }) => day >= first);
      const since = dayBefore(dutchDay(today), DAYS - 1);
      return { days: linesOf(known.filter(({ day }) => day >= since), energy, (day) => day), months: linesOf(known, energy, (day) => day.slice(0, 7)) };
    },
    chatModels: () => gateway.models().filter(({ capabilities }) => capabilities.includes('chat')).map(({ name }) => name),
  };
}

/** @param periodOf the period that a day is in. */
function linesOf(days: readonly DayOfUse[], energy: ReadonlyMap<string, number>, periodOf: (day: string) => string) {
  return [...Map.groupBy(days, ({ day }) => periodOf(day))].map(([period, of]) => {
    const sum = (what: 'questions' | 'promptTokens' | 'answerTokens') => of.reduce((total, one) => total + one[what], 0);
    const drawn = [...energy].filter(([day]) => periodOf(day) === period);
    return {
      period,
      questions: sum('questions'),
      promptTokens: sum('promptTokens'),
      answerTokens: sum('answerTokens'),
      wattHours: drawn.length === 0 ? undefined : drawn.reduce((total, [, wattHours]) => total + wattHours, 0),
    };
  });
}

/** A kept turn with what pages say of it. */
export function asShown(turn: KeptTurn): ConversationTurn {
  if (turn.end === undefined) return { ...turn, end: undefined };
  const generatedBy = writtenBy({ outcome: turn.outcome, made: turn.end.details?.['made'] });
  return { ...turn, end: { ...turn.end, ...answerLanguage(turn.end.details), terms: explainedTerms(turn.end.details), ...(generatedBy && { generatedBy }) } };
}
