import type { Factsheet } from '../factsheet.ts';
import type { Answer } from '../statements/questions.ts';
import { LANGUAGE, REGISTER_FIELDS, type RegisterKey, type RegisterRecord, type RegisterValue, STANDARD_VERSION } from './fields.ts';
import { methods, sourceData, sourceLinks } from './generated.ts';
import { markupOf } from './text.ts';

/** What people say of the whole deployment, that each of its records has. */
const OF_THE_DESK: readonly RegisterKey[] = ['organization', 'contact_email', 'process_index_url'];

/** What nobody is asked: it follows from the deployment. */
export const GENERATED: readonly RegisterKey[] = ['url', 'source_data', 'source_data_grouping', 'methods_and_models', 'publiccode', 'lang', 'standard_version', 'source_id'];

/** The record of an assistant, as the register is sent it. Undefined: there is no such assistant. */
export function recordOf({ facts, statements }: Factsheet, name: string): RegisterRecord | undefined {
  const assistant = facts.assistants.find((one) => one.name === name);
  if (assistant === undefined) return undefined;
  const said = (key: RegisterKey) => statements.find(({ question, assistant: of }) => question === key && of === (OF_THE_DESK.includes(key) ? undefined : name))?.answer;
  const { url, sourceCode } = facts.desk;
  const made: RegisterRecord = {
    ...(url !== undefined && { url: `${url.value}/factsheet/${name}` }),
    source_data: sourceData(facts, assistant),
    source_data_grouping: sourceLinks(facts, assistant),
    methods_and_models: methods(facts, assistant),
    ...(sourceCode !== undefined && { publiccode: sourceCode.value }),
    lang: LANGUAGE,
    standard_version: STANDARD_VERSION,
    // With where it runs: of one organisation, a desk to try things with may have an assistant of the same name.
    source_id: `${url === undefined ? 'balie' : new URL(url.value).host}/${name}`,
  };
  return Object.fromEntries(
    REGISTER_FIELDS.flatMap(({ key, kind }): [RegisterKey, RegisterValue][] => {
      const value = GENERATED.includes(key) ? made[key] : taken(said(key), kind === 'markup');
      return value === undefined || value.length === 0 ? [] : [[key, value]];
    }),
  );
}

function taken(answer: Answer | undefined, isMarkup: boolean): RegisterValue | undefined {
  if (typeof answer !== 'string') return answer;
  return isMarkup ? markupOf(answer) : answer.trim();
}
