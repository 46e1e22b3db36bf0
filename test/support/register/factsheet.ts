/** A factsheet with all that a record of the register is made of. */
import { marker } from '../../../src/cli/factsheet/facts/discreet.ts';
import { guardFacts } from '../../../src/cli/factsheet/facts/guard-facts.ts';
import { retentionFacts } from '../../../src/cli/factsheet/facts/retention-facts.ts';
import { readConfig } from '../../../src/config/config.ts';
import { parseDuration } from '../../../src/durations.ts';
import { builtIn, configured, measured } from '../../../src/factsheet/fact.ts';
import type { Factsheet } from '../../../src/factsheet/factsheet.ts';
import { ASSISTANT_QUESTIONS } from '../../../src/factsheet/statements/assistant-questions.ts';
import { DESK_QUESTIONS } from '../../../src/factsheet/statements/desk-questions.ts';
import type { Answer, Question } from '../../../src/factsheet/statements/questions.ts';
import type { Statement } from '../../../src/factsheet/statements/statements.ts';

const AT = new Date('2026-11-27T10:00:00Z');
const CONFIG = readConfig({});
/** Rules for all, for an audience, an assistant and a collection that is called as an assistant is: one of them holds for `loket`. */
const RETENTION = {
  ...CONFIG.retention, said: parseDuration('P6M')!, audiences: { resident: parseDuration('P28D')!, employee: parseDuration('P3M')! }, assistants: { collega: parseDuration('P1Y')! }, collections: { loket: { runs: parseDuration('P7Y')! } },
};

/** What the examples of the form say, but for dates that do not go together. */
export const ANSWERS: Readonly<Record<string, Answer>> = {
  ...Object.fromEntries([...DESK_QUESTIONS, ...ASSISTANT_QUESTIONS].map((question) => [question.id, exampleOf(question)])),
  category: ['Organisatie en bedrijfsvoering'],
  lawful_basis_grouping: [{ title: 'Gemeentewet', link: 'https://wetten.overheid.nl/BWBR0005416' }],
  impacttoetsen_grouping: [{ title: 'Data Protection Impact Assessment (DPIA)' }],
};

function exampleOf({ example }: Question): Answer {
  return example;
}

export function statementsOf(answers: Readonly<Record<string, Answer | undefined>>, assistant = 'loket'): Statement[] {
  return Object.entries({ ...ANSWERS, end_date: undefined, ...answers }).flatMap(([question, answer]) =>
    answer === undefined ? [] : [{ assistant: DESK_QUESTIONS.some(({ id }) => id === question) ? undefined : assistant, question, number: 1, answer, role: 'teammanager', at: AT, reviewOn: undefined }],
  );
}

export function factsheetOf(answers: Readonly<Record<string, Answer | undefined>> = {}): Factsheet {
  return {
    statements: statementsOf(answers),
    facts: {
      madeAt: AT.toISOString(),
      desk: {
        organisation: configured('Gemeente Lindewaarde'), website: configured('https://www.lindewaarde.example'), email: configured('info@lindewaarde.example'), phone: configured('14 0123'), privacyOfficer: configured('fg@lindewaarde.example'),
        url: configured('https://balie.lindewaarde.example'), sourceCode: configured('https://code.example/balie'), version: builtIn('1.2.3'), commit: builtIn('0123456789abcdef'), licence: builtIn('EUPL-1.2'), languages: configured(['en']), database: configured('postgresql'), axeViolations: builtIn(0),
      },
      assistants: [{
        name: 'loket', title: configured('Digitale balie'), audience: configured('resident'), isOn: configured(true), model: configured('chat'), collections: configured(['producten']), prompts: configured([{ name: 'answer', version: '3', sha256: '0'.repeat(64) }]),
        quality: measured({ cases: 40, rates: { passRate: 0.925 }, version: '1.2.3', model: 'chat' }, 'toets', AT),
      }],
      models: [{ name: 'chat', model: configured('ministral-3:8b'), tasks: configured(['answers']), licence: configured('Apache-2.0'), contextTokens: configured(8_192), hosts: configured(['eigen server']) }],
      collections: [{
        id: 'producten', title: configured('Producten & diensten <2026>'), owner: configured('Publiekszaken'), readers: configured(['resident']), documents: measured(1_234, 'telling', AT), passages: measured(9_000, 'telling', AT), expired: measured(0, 'telling', AT), expiring: measured(0, 'telling', AT),
        sources: configured(['https://www.lindewaarde.example/producten', 'een map']),
      }],
      guards: guardFacts(CONFIG),
      retention: retentionFacts({ ...CONFIG, retention: RETENTION }, marker(Buffer.alloc(32))),
      connections: [],
    },
  };
}
