import { BalieError } from '../../errors.ts';
import type { Miss } from '../../evaluation/judge.ts';
import type { JudgedCase } from '../../evaluation/run-cases.ts';
import { runTrial, spread, type Tried, type TriedCase } from '../../evaluation/trials.ts';
import type { TrialDeps } from '../../http/trial-deps.ts';
import type { PublishedBy } from '../../settings/store.ts';
import { createTrials } from '../../settings/trials.ts';
import type { Database, Queryable } from '../../store/database.ts';
import { outcomeWords } from '../../web/pages/judging/words.ts';
import type { Trial, TrialCase } from '../../web/pages/managed/trial-views.ts';
import type { Desk } from '../desk/desk.ts';
import { isPlain } from '../evaluation/answer-cases.ts';
import { judgeCase } from '../evaluation/draft-turn.ts';
import { CASES_FILE, ownCases } from '../evaluation/own-cases.ts';

interface Parts {
  readonly desk: Pick<Desk, 'auditKey' | 'changing' | 'config' | 'retakeTurn' | 'recordAct' | 'closing'>;
  readonly db: Database;
}

/** What is kept of a measurement: nothing of what somebody asked is in it, for test questions that were made of that show no words here. */
type Content = Pick<Trial, 'text' | 'cases' | 'rates'>;

/** Drafts of assistants, measured with the cases of their folder and those that staff made. */
export function trialDeps({ desk, db }: Parts): TrialDeps {
  const trials = createTrials<Content>({ db, masterKey: desk.auditKey });

  const { folderCases, staffCases } = ownCases(desk, db);

  return {
    async cases(name) {
      // What is wrong with the file is said where it counts: texts can be changed all the same.
      const [folder, staff] = await Promise.all([folderCases(name).catch(faultIn), staffCases(name)]);
      return 'fault' in folder ? { folder: 0, staff: staff.length, fault: folder.fault } : { folder: folder.length, staff: staff.length };
    },
    running: (by) => trials.running(ownerOf(by)),
    async of(name, by) {
      const trial = await trials.of(name, ownerOf(by));
      if (trial === undefined) return undefined;
      const { file, version, state, startedAt, endedAt, cases: all, fault, content } = trial;
      return { file, version, state, startedAt, all, ...content, ...(endedAt !== null && { endedAt }), ...(fault !== null && { fault }) };
    },
    async start(name, { files, file, version, many, by }) {
      const edited = desk.changing.edited.get(name);
      const current = desk.changing.assistants.get(name);
      if (edited === undefined || current === undefined) throw new BalieError('assistant-unknown');
      const read = edited.draft(files);
      if ('faults' in read) throw new BalieError('input-invalid', { detail: read.faults.map((fault) => fault.file).join(', ') });
      const [folder, staff] = await Promise.all([folderCases(name), staffCases(name)]);
      const cases = spread([...staff, ...folder], many);
      if (cases.length === 0) throw new BalieError('trial-without-cases');
      const sides = { current, draft: read.assistant };
      const record = async (tx: Queryable) => {
        // The digest that a version with these texts would be published by.
        const [draft] = await tx.query<{ sha256: string }>(`SELECT encode(sha256(convert_to($1::jsonb::text, 'UTF8')), 'hex') AS sha256`, [JSON.stringify({ files })]);
        await desk.recordAct(tx, { kind: 'assistant.measured', facts: { name: edited.section.name, version, draft: draft?.sha256, cases: cases.length, ...by } });
      };
      const text = files[file] ?? '';
      const own = await trials.begin({ assistant: name, owner: ownerOf(by), file, version, cases: cases.length }, { text, cases: [] }, record);
      const keep = ({ cases: tried, rates }: Tried) => own.keep({ text, cases: tried.map(caseView), rates });
      // What cannot be told of its end tells itself: without a word of this process it counts as interrupted.
      void runTrial({ cases, ask: (side, asked, signal) => judgeCase(desk, sides[side], asked, signal), isPlain }, { ...own, keep }, desk.closing).catch(() => undefined);
    },
    async stop(name, by) {
      const edited = desk.changing.edited.get(name);
      if (edited === undefined) return false;
      return trials.stop(name, ownerOf(by), (tx) => desk.recordAct(tx, { kind: 'assistant.stopped', facts: { name: edited.section.name, ...by } }));
    },
  };
}

function ownerOf(by: PublishedBy): string {
  return 'byPerson' in by ? by.byPerson : by.byKey;
}

function faultIn(error: unknown): { readonly fault: string } {
  if (!(error instanceof BalieError) || error.code !== 'input-invalid') throw error;
  return { fault: error.detail ?? CASES_FILE };
}

const PARTS: Readonly<Record<Miss['part'], string>> = { outcome: 'verwacht', cite: 'noemt niet', say: 'zegt niet', notSay: 'zegt wel' };

/** What staff made of what somebody asked is for who judges, with what stands in it. */
function caseView({ asked, current, draft }: TriedCase): TrialCase {
  const isStaffs = asked.kind === 'own';
  const side = ({ taken, misses }: JudgedCase): TrialCase['draft'] => ({
    isGood: misses.length === 0,
    outcome: taken.outcome,
    misses: isStaffs ? [] : misses.map(({ part, expected }) => `${PARTS[part]}: ${part === 'outcome' ? asked.expect.outcomes.map(outcomeWords).join(' of ') : expected}`),
    answer: isStaffs ? '' : taken.answer,
  });
  return { id: asked.id, ...(!isStaffs && { question: asked.question }), current: side(current), draft: side(draft) };
}
