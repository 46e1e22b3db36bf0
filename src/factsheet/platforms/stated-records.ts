import { saidOf } from '../cards/said.ts';
import type { Factsheet } from '../factsheet.ts';
import { ASSISTANT_QUESTIONS } from '../statements/assistant-questions.ts';
import { DESK_QUESTIONS } from '../statements/desk-questions.ts';
import type { Records } from './file.ts';

/** What people said, a record per assistant, in fields that have the names of the Algoritmeregister. */
export function statedRecords(factsheet: Factsheet): Records {
  const ofDesk = saidOf(factsheet, undefined);
  const desk = Object.fromEntries(DESK_QUESTIONS.map(({ id }) => [id, ofDesk.statement(id)?.answer]));
  return {
    fields: ['source_id', ...DESK_QUESTIONS.map(({ id }) => id), ...ASSISTANT_QUESTIONS.map(({ id }) => id)],
    records: factsheet.facts.assistants.map(({ name }) => {
      const said = saidOf(factsheet, name);
      return { source_id: name, ...desk, ...Object.fromEntries(ASSISTANT_QUESTIONS.map(({ id }) => [id, said.statement(id)?.answer])) };
    }),
  };
}
