import type { Languages } from '../../answer/language/languages.ts';
import type { Assistant } from '../../answer/ports.ts';
import { type Config, OWN_PROMPTS } from '../../config/config.ts';
import { BalieError } from '../../errors.ts';
import { scoreInjection, SUSPECT } from '../../guard/injection/score.ts';
import { isReadable, setApart, shownIn, withoutTricks } from '../../guard/language/readable.ts';
import { inDutchTerms, readTerms } from '../../guard/language/terms.ts';
import type { AppDeps } from '../../http/deps.ts';
import { questionFault, translationFault } from '../../guard/translation/check.ts';
import { withDigits } from '../../guard/translation/numbers.ts';
import { contactSentences } from '../../handover/channels.ts';
import { DUTCH as DUTCH_CONTACT, type Said } from '../../handover/words.ts';
import { isDutchWord } from '../../knowledge/words/dutch-words.ts';
import { fill } from '../../models/prompts/fill.ts';
import { type LanguageFolder, readLanguages } from '../../models/prompts/languages.ts';
import { fillReply } from '../../models/prompts/replies.ts';
import { DUTCH as DUTCH_HANDOVER, type HandoverWords } from '../../web/pages/handover/words.ts';
import { DUTCH as DUTCH_PAGE, FAULT_KINDS, type SpokenPage } from '../../web/markup/page/spoken.ts';
import { promptValues } from './assistants.ts';
import { channelsOf } from './contact.ts';

const DUTCH = 'nl';

/** The folder with the languages of this installation. @throws BalieError `config-invalid`, also for a language that has no texts. */
export async function installedLanguages({ languages, promptsDir }: Config): Promise<LanguageFolder> {
  const folder = await readLanguages([...new Set([OWN_PROMPTS, promptsDir])]);
  for (const [code, { contact, handover, page, faults }] of folder.texts) {
    checkWhole(code, 'contact', contact, DUTCH_CONTACT.words);
    checkWhole(code, 'handover', handover, DUTCH_HANDOVER);
    checkWhole(code, 'page', page, DUTCH_PAGE.words);
    checkWhole(code, 'faults', page && (faults ?? {}), Object.fromEntries(FAULT_KINDS.map((kind) => [kind, ''])));
  }
  const missing = languages.filter((code) => code !== DUTCH && !folder.texts.has(code));
  if (missing.length > 0) throw new BalieError('config-invalid', { detail: missing.map((code) => `languages: ${code} heeft geen teksten; maak prompts/talen/${code}.yaml`).join('\n') });
  return folder;
}

/** A page that is half in another language helps nobody. @throws BalieError `config-invalid`. */
function checkWhole(code: string, part: string, own: Readonly<Record<string, unknown>> | undefined, dutch: object): void {
  const missing = own === undefined ? [] : Object.keys(dutch).filter((name) => name !== 'callHours' && !Object.hasOwn(own, name));
  if (missing.length > 0) throw new BalieError('config-invalid', { detail: `prompts/talen/${code}.yaml: ${part}: ontbreekt: ${missing.join(', ')}` });
}

interface OpenLanguages {
  readonly languages: Languages;
  readonly spoken: SpokenWords;
  /** What the pages of residents may be in. */
  readonly pages: NonNullable<AppDeps['pages']>;
}

/** What turns are held in other languages with. @throws BalieError `config-invalid`. */
export async function openLanguages(config: Config): Promise<OpenLanguages> {
  const folder = await installedLanguages(config);
  // Its letter statistics are 1.6 MB of source: read only where turns are taken.
  const { detectLanguage } = await import('../../guard/language/detect.ts');
  const terms = readTerms(folder.terms);
  const spoken = spokenWords(folder);
  const detect = (text: string, likely = DUTCH) => detectLanguage(text, { isDutch: isDutchWord, likely, offered: config.languages });
  const isAttack = (text: string) => scoreInjection(text).score >= SUSPECT;
  const names = config.languages.map((code) => folder.texts.get(code)?.name ?? 'Nederlands');
  const languages: Languages = {
    offered: config.languages,
    readable(text) {
      const open = withoutTricks(text);
      return isReadable(open) ? open : undefined;
    },
    recognise: (text, likely) => detect(text, likely),
    inDutchTerms: (question, language) => inDutchTerms(question, language, terms),
    spokenBy: (assistant, language) => spokenBy(assistant, language, folder, { values: promptValues(config), contact: contactSentences(channelsOf(config), new Date(), spoken.contact(language)) }),
    get notOffered() {
      return fill(folder.notOffered, { ...promptValues(config), languages: names.join(', ') });
    },
    prompts: { question: folder.questionPrompt, answer: folder.answerPrompt },
    questionFault: (dutch, question) => questionFault(dutch, question, { detect, isAttack }),
    // A sentence of names and numbers does not tell what it is in: the language that was asked for is the better guess then.
    sentenceFault: (dutch, translated, language) => translationFault(dutch, translated, language, (text) => detect(text, language)),
    forTranslation: withDigits,
    shown: shownIn,
    setApart,
    nameOf: (language) => folder.texts.get(language)?.dutchName ?? 'Nederlands',
  };
  return { languages, spoken, pages: pagesIn(folder, config.languages) };
}

/** Dutch, and each language that the desk offers and has words for its page in. */
function pagesIn({ texts }: LanguageFolder, offered: readonly string[]): OpenLanguages['pages'] {
  const spoken = offered.flatMap((code) => {
    const { name = '', invitation = '', page, faults } = texts.get(code) ?? {};
    // Whole, as was seen when the folder was read.
    return page === undefined ? [] : [{ code, name, invitation, page: { language: code, words: page, faults } as unknown as SpokenPage }];
  });
  const pages = new Map([[DUTCH, DUTCH_PAGE], ...spoken.map(({ code, page }) => [code, page] as const)]);
  return { languages: [{ code: DUTCH, name: 'Nederlands', invitation: 'Stel uw vraag in het Nederlands' }, ...spoken.map(({ code, name, invitation }) => ({ code, name, invitation }))], in: (language) => pages.get(language) };
}

/** What pages and contact sentences are said in: a language with words of its own, or Dutch. */
export interface SpokenWords {
  contact(language: string): Said;
  handover(language: string): { readonly words: HandoverWords; readonly language: string };
}

function spokenWords({ texts }: LanguageFolder): SpokenWords {
  return {
    contact(language) {
      const words = texts.get(language)?.contact;
      return words === undefined ? DUTCH_CONTACT : { words: { ...DUTCH_CONTACT.words, callHours: undefined, ...words }, language };
    },
    handover(language) {
      const words = texts.get(language)?.handover;
      return words === undefined ? { words: DUTCH_HANDOVER, language: DUTCH } : { words: { ...DUTCH_HANDOVER, ...words }, language };
    },
  };
}

/** The assistant's fixed texts; what nobody translated yet is said in Dutch. */
function spokenBy(assistant: Assistant, language: string, { texts }: LanguageFolder, { values, contact }: { values: Readonly<Record<string, string>>; contact: string }): Assistant {
  const own = texts.get(language)?.replies;
  if (own === undefined) return assistant;
  const said = (text: string) => fillReply(text, values, (value) => setApart(value, language)).replaceAll('{{contact}}', () => shownIn(contact, language));
  const translated = Object.entries(own).filter(([key]) => Object.hasOwn(assistant.replies, key)).map(([key, text]) => [key, said(text)]);
  const { scope } = assistant;
  const smallTalk = scope?.smallTalk.map((talk) => (talk.isForPerson && own['person'] !== undefined ? { ...talk, say: said(own['person']) } : talk));
  return { ...assistant, replies: { ...assistant.replies, ...(Object.fromEntries(translated) as Partial<Assistant['replies']>) }, ...(scope && smallTalk && { scope: { ...scope, smallTalk } }) };
}
