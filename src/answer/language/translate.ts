import { DUTCH, languageDetails } from '../details.ts';
import type { Step, Turn, TurnContext } from '../context.ts';
import { askModel } from '../ask-model.ts';
import { type Languages } from './languages.ts';
import { type Piece, piecesOf } from './pieces.ts';

/** A sentence of an answer has some thirty words; other alphabets take more tokens for them. */
const MAX_TOKENS = 300;
/** So many bad sentences, and the model does not speak the language: the rest is not asked. */
const MAX_FAULTS = 3;

type Sentence = Extract<Piece, { type: 'sentence' }>;

/**
 * Translates an answer that was let through, sentence by sentence, each shown as soon as it holds. A sentence of which the translation
 * says something else, or that no model translates, stands in Dutch. The Dutch answer is kept beside it: that counts.
 */
export const translate: Step = async function* (context, ports, signal) {
  const { languages } = ports;
  if (languages === undefined || context.language === DUTCH || context.outcome !== 'answered' || isSaidIn(context)) return;
  const dutch = context.answer;
  const { translated: heading, untranslated: noTranslation } = context.assistant.replies;
  const faults: string[] = [];
  const shown: string[] = [];
  const counts = { sentences: 0, untranslated: 0 };
  for (const piece of piecesOf(dutch)) {
    const translated = piece.type === 'kept' ? piece.text : await sentenceIn(piece, { context, ports, languages, signal, faults });
    if (piece.type === 'sentence') counts.sentences += 1;
    if (translated === undefined) counts.untranslated += 1;
    const text = (translated ?? languages.setApart(piece.text, context.language)) + behind(piece);
    shown.push(text);
    // What it is to be called shows with the first sentence: there is none before that.
    if (counts.sentences === 1 && piece.type === 'sentence') yield { type: 'delta', text: `${translated === undefined ? '' : `${heading}\n\n`}${shown.join('')}` };
    else if (counts.sentences > 0) yield { type: 'delta', text };
  }
  context.answer = `${counts.untranslated < counts.sentences ? heading : noTranslation}\n\n${shown.join('')}`;
  context.dutchAnswer = dutch;
  context.details = {
    ...context.details,
    language: { ...languageDetails(context.details), answer: dutch, untranslated: counts.untranslated, ...(faults.length > 0 && { faults: [...new Set(faults)] }) },
  };
};

/** A fixed text that is in the language already. */
function isSaidIn({ details: { scope } }: TurnContext): boolean {
  return typeof scope === 'object' && scope !== null && 'rule' in scope && (scope.rule === 'human' || scope.rule === 'anger');
}

interface Translating extends Turn {
  readonly languages: Languages;
  /** Of the sentences so far. */
  readonly faults: string[];
}

/** @returns undefined where the Dutch stands. */
async function sentenceIn({ text }: Sentence, { context, ports, languages, signal, faults }: Translating): Promise<string | undefined> {
  const { language } = context;
  if (faults.length >= MAX_FAULTS) return undefined;
  const values = { language: languages.nameOf(language), text: languages.forTranslation(text) };
  const { text: said, fault: away } = await askModel(languages.prompts.answer, values, MAX_TOKENS, { context, ports, signal });
  const translated = bare(said);
  const fault = away ?? languages.sentenceFault(text, translated, language);
  if (fault === undefined) return languages.shown(translated, language);
  // A host that is away is away for the next sentence too.
  faults.push(...Array.from({ length: away === undefined ? 1 : MAX_FAULTS }, () => fault));
  return undefined;
}

function behind(piece: Piece): string {
  return piece.type === 'kept' || piece.references === '' ? '' : ` ${piece.references}`;
}

/** Without white space and the quotation marks that models put around what they were asked for. */
function bare(text: string): string {
  return text.trim().replaceAll(/^["“„«]+|["”“»]+$/g, '').trim();
}
