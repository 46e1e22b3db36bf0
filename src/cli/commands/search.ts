import { READABLE } from '../../knowledge/readers.ts';
import { dutchDay } from '../../dutch-time.ts';
import { ANSWERABLE } from '../../knowledge/search/confidence.ts';
import { createSearch } from '../../knowledge/search/search.ts';
import type { BalieError } from '../../errors.ts';
import type { FoundPassage, QueryVector, SearchResult } from '../../knowledge/types.ts';
import { requireCollections } from '../collections.ts';
import { command, type CommandInput, WrongUse } from '../command.ts';
import { openEmbedder, questionVector } from '../desk/embedding.ts';
import { openHosts } from '../hosts/open-hosts.ts';
import { notReranked, openReranker } from '../desk/reranking.ts';
import { loadOwnSynonyms } from '../desk/synonyms.ts';

const AUDIENCES = ['resident', 'employee'] as const;

export const search = command({
  name: 'search',
  summary: 'Zoekt passages bij een vraag en laat zien waarom ze gevonden zijn.',
  usage: 'VRAAG [--audience resident|employee] [--collection NAAM]… [--language nl|en|…]… [--limit AANTAL]',
  options: {
    audience: { type: 'string', default: 'resident' },
    collection: { type: 'string', multiple: true },
    language: { type: 'string', multiple: true },
    limit: { type: 'string', default: '8' },
  },
  async run(input) {
    const { values, positionals, json, config, database, out, note, signal } = input;
    const question = positionals.join(' ');
    const audience = AUDIENCES.find((known) => known === values['audience']);
    const limit = Number(values['limit']);
    const [collections, languages] = [listOf(values['collection']), listOf(values['language'])];
    const isLanguage = (languages ?? []).every((code) => /^[a-z]{2}$/.test(code));
    if (question.trim() === '' || audience === undefined || !Number.isInteger(limit) || limit < 1 || !isLanguage) throw new WrongUse();
    const db = await database();
    await requireCollections(db, collections ?? []);
    await loadOwnSynonyms(note)(db, config);
    const vector = config.embedModel === undefined ? undefined : await vectorOf(question, input);
    const reranker = openReranker(config);
    const result = await createSearch(db, reranker && { reranker, onFault: notReranked(note) }).search({
      question,
      signal,
      ...(vector && { vector }),
      readers: READABLE[audience],
      ...(collections !== undefined && { collections }),
      ...(languages !== undefined && { languages }),
      on: dutchDay(new Date()),
      limit,
    });
    await reranker?.close();
    if (json) out(JSON.stringify(result));
    else print(result, out);
    return 0;
  },
});

/** Undefined, and told why, when search goes by words alone. */
async function vectorOf(question: string, input: CommandInput): Promise<QueryVector | undefined> {
  const { config, database, note } = input;
  const hosts = await openHosts(input);
  const onFault = ({ entry, detail }: BalieError) => note(`Alleen op woorden gezocht. ${entry.message}${detail === undefined ? '' : ` (${detail})`}`);
  try {
    return await questionVector(await database(), openEmbedder(config, hosts.catalogue, hosts), question, { onFault });
  } finally {
    await hosts.close();
  }
}

function listOf(value: unknown): string[] | undefined {
  return Array.isArray(value) ? value.map(String) : undefined;
}

function print({ corrections, passages, confidence }: SearchResult, out: (line: string) => void): void {
  for (const { from, to } of corrections) out(`“${from}” staat nergens; gezocht op “${to}”.`);
  for (const [index, passage] of passages.entries()) out(described(passage, index + 1));
  if (passages.length === 0) out('Niets gevonden.');
  const verdict = confidence >= ANSWERABLE ? 'genoeg' : 'te weinig';
  out(`Zekerheid: ${figure(confidence)} (${verdict} om te antwoorden, de grens is ${figure(ANSWERABLE)})`);
}

function described(passage: FoundPassage, number: number): string {
  const place = [
    passage.collectionId,
    ...passage.headings,
    ...(passage.page === null ? [] : [`pagina ${passage.page}`]),
    `passage ${passage.ordinal}`,
  ].join(' > ');
  const why = passage.why.map(({ part, score }) => `${part} ${figure(score)}`).join(' + ');
  const text = passage.text.replaceAll(/^/gm, '   ');
  const also = passage.alsoIn.map(({ title }) => `   Staat ook in: ${title}\n`).join('');
  // Documents come from elsewhere: no control characters of theirs reach the terminal.
  const lines = `${number}. ${passage.title} (${figure(passage.score)})\n   ${place}\n   ${why}\n${text}\n${also}`;
  return lines.replaceAll(/[^\P{Cc}\n\t]/gu, '');
}

function figure(value: number): string {
  return value.toLocaleString('nl-NL', { minimumFractionDigits: 2, maximumFractionDigits: 2 });
}
