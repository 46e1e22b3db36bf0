import type { Compared } from './compare.ts';
import type { Piece } from './difference.ts';
import type { Kept } from './kept.ts';

const PASSAGES: Readonly<Record<Compared['passages'][number]['now'], string>> = {
  same: 'staat er nog zo',
  moved: 'staat nu ergens anders in het document',
  changed: 'is sindsdien veranderd',
  gone: 'is er niet meer',
};
const MODELS: Readonly<Record<NonNullable<Compared['model']>['now'], string>> = {
  same: 'nu hetzelfde',
  changed: 'nu een ander model onder deze naam',
  gone: 'nu niet meer op deze server',
  unknown: 'niet bekend of het nog hetzelfde is',
};
const SHORT = 12;
const moment = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Amsterdam', dateStyle: 'short', timeStyle: 'medium' });

/** Why an answer came about, as lines of text. */
export function describeKept({ id, assistant, conversationId, receivedAt, outcome, question, history, end, made }: Kept, compared: Compared | undefined): string[] {
  return [
    `Vraag ${id}, gesteld aan ${assistant} op ${moment.format(receivedAt)} (gesprek ${conversationId})`,
    `Afloop: ${outcome ?? 'loopt nog'}${end?.reason === undefined ? '' : ` (${end.reason})`}`,
    ...part('Eerder in het gesprek', history.flatMap((exchange) => [`Vraag: ${exchange.question}`, `Antwoord: ${exchange.answer}`])),
    ...part('Vraag', [question]),
    ...part('Antwoord', end === undefined ? [] : [end.answer]),
    ...part('Bronnen bij het antwoord', (end?.sources ?? []).map(({ number, title, headings, url }) => `[${number}] ${[title, ...headings].join(' > ')}  ${url}`)),
    ...(made === undefined || compared === undefined
      ? ['', 'Waarvan het antwoord gemaakt is, is niet bewaard: het is van voor dat dit werd vastgelegd, of het liep niet af.']
      : describeMade(made, compared)),
    ...Object.entries(end?.details ?? {}).filter(([name]) => name !== 'made').flatMap(([name, value]) => part(`Onderdeel ${name}`, [JSON.stringify(value, undefined, 2)])),
  ];
}

/** What is otherwise in the answer of today. */
export function describeDifference(outcomes: readonly [string | undefined, string], pieces: readonly Piece[]): string[] {
  const isSame = pieces.every(({ sign }) => sign === ' ');
  const [was, is] = outcomes;
  return part('Opnieuw gesteld', [
    was === is ? `Afloop: ${is}, zoals toen` : `Afloop: toen ${was ?? 'onbekend'}, nu ${is}`,
    isSame ? 'Het antwoord is hetzelfde.' : 'Het antwoord is anders (- toen, + nu):',
    ...(isSame ? [] : pieces.map(({ sign, text }) => `${sign} ${text}`)),
  ]);
}

function describeMade({ balie, messagesSha256, searched, answerable, settings }: NonNullable<Kept['made']>, { passages, prompts, model }: Compared): string[] {
  return [
    ...part('Gezocht', searched === undefined ? [] : [
      `${searched.text}${searched.isRewritten ? ' (herschreven door een model)' : ''}`,
      answerable ? 'Genoeg gevonden om te antwoorden.' : 'Niet zeker genoeg om te antwoorden.',
    ]),
    ...part('Gevonden', passages.map(({ score, title, documentId, ordinal, isGiven, isCited, now }) =>
      `${score.toFixed(2)}  ${title} (${documentId}, stuk ${ordinal})  ${[...(isGiven ? ['aan het model gegeven'] : []), ...(isCited ? ['genoemd als bron'] : []), PASSAGES[now]].join(', ')}`)),
    ...part('Prompts', prompts.map(({ name, version, sha256, now, isSame }) =>
      `${name}: versie ${version} (${sha256.slice(0, SHORT)}), ${isSame ? 'nu hetzelfde' : now === null ? 'nu niet meer te lezen' : `nu versie ${now.version} (${now.sha256.slice(0, SHORT)})`}`)),
    ...part('Model', model === null ? [] : [
      `${model.model} op ${model.host}${model.digest === undefined ? '' : ` (${model.digest.slice(0, SHORT)})`}, ${MODELS[model.now]}`,
      `temperatuur ${model.temperature}, venster van ${model.contextTokens} tokens`,
    ]),
    ...part('Instellingen', [
      `hoogstens ${settings.maxPassages} stukken tekst en ${settings.maxTokens} tokens antwoord; Balie ${balie}`,
      ...(messagesSha256 === undefined ? [] : [`sha-256 van wat het model kreeg: ${messagesSha256}`]),
    ]),
  ];
}

/** Nothing where there is nothing to tell. */
function part(name: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : ['', `${name}:`, ...lines.flatMap((line) => line.split('\n')).map((line) => `  ${line}`)];
}
