import { BalieError } from '../../errors.ts';
import type { Miss } from '../../evaluation/judge.ts';
import type { JudgedCase } from '../../evaluation/run-cases.ts';
import { spread, type TriedCase, Trials } from '../../evaluation/trials.ts';
import type { TrialDeps } from '../../http/trial-deps.ts';
import type { Database } from '../../store/database.ts';
import { outcomeWords } from '../../web/pages/judging/words.ts';
import type { Trial, TrialCase } from '../../web/pages/managed/trial-views.ts';
import type { Desk } from '../desk/desk.ts';
import { isPlain } from '../evaluation/answer-cases.ts';
import { judgeCase } from '../evaluation/draft-turn.ts';
import { CASES_FILE, ownCases } from '../evaluation/own-cases.ts';

interface Parts {
  readonly desk: Pick<Desk, 'changing' | 'config' | 'retakeTurn' | 'recordAct' | 'closing'>;
  readonly db: Database;
}

/** Drafts of assistants, measured with the cases of their folder and those that staff made. */
export function trialDeps({ desk, db }: Parts): TrialDeps {
  const trials = new Trials<Pick<Trial, 'file' | 'text' | 'version'>>(desk.closing);

  const { folderCases, staffCases } = ownCases(desk, db);

  return {
    async cases(name) {
      // What is wrong with the file is said where it counts: texts can be changed all the same.
      const [folder, staff] = await Promise.all([folderCases(name).catch(faultIn), staffCases(name)]);
      return 'fault' in folder ? { folder: 0, staff: staff.length, fault: folder.fault } : { folder: folder.length, staff: staff.length };
    },
    running: () => trials.running,
    of(name) {
      const trial = trials.of(name);
      if (trial === undefined) return undefined;
      const { about, tried, ...more } = trial;
      return { ...about, ...more, cases: tried.map(caseView) };
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
      const record = () => db.transaction(async (tx) => {
        // The digest that a version with these texts would be published by.
        const [draft] = await tx.query<{ sha256: string }>(`SELECT encode(sha256(convert_to($1::jsonb::text, 'UTF8')), 'hex') AS sha256`, [JSON.stringify({ files })]);
        await desk.recordAct(tx, { kind: 'assistant.measured', facts: { name: edited.section.name, version, draft: draft?.sha256, cases: cases.length, ...by } });
      });
      await trials.start({ name, about: { file, text: files[file] ?? '', version }, cases, ask: (side, asked, signal) => judgeCase(desk, sides[side], asked, signal), isPlain }, record);
    },
    async stop(name, by) {
      const edited = desk.changing.edited.get(name);
      if (edited === undefined || !trials.stop(name)) return false;
      await db.transaction((tx) => desk.recordAct(tx, { kind: 'assistant.stopped', facts: { name: edited.section.name, ...by } }));
      return true;
    },
  };
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
