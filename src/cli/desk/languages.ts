import type { Languages } from '../../answer/language/languages.ts';
import type { Assistant } from '../../answer/ports.ts';
import { type Config, OWN_PROMPTS } from '../../config/config.ts';
import { BalieError } from '../../errors.ts';
import { scoreInjection, SUSPECT } from '../../guard/injection/score.ts';
import { isReadable, withoutTricks } from '../../guard/language/readable.ts';
import { setApart, shownIn } from '../../guard/language/shown.ts';
import { inDutchTerms, readTerms } from '../../guard/language/terms.ts';
import { translationFault } from '../../guard/translation/check.ts';
import { withDigits } from '../../guard/translation/numbers.ts';
import { questionFault } from '../../guard/translation/question.ts';
import { isDutchWord } from '../../knowledge/words/dutch-words.ts';
import { fill } from '../../models/prompts/fill.ts';
import { type LanguageFolder, readLanguages } from '../../models/prompts/languages.ts';
import { fillReply } from '../../models/prompts/replies.ts';
import { promptValues } from './assistants.ts';

const DUTCH = 'nl';

/** The folder with the languages of this installation. @throws BalieError `config-invalid`, also for a language that has no texts. */
export async function installedLanguages({ languages, promptsDir }: Config): Promise<LanguageFolder> {
  const folder = await readLanguages([...new Set([OWN_PROMPTS, promptsDir])]);
  const missing = languages.filter((code) => code !== DUTCH && !folder.texts.has(code));
  if (missing.length > 0) throw new BalieError('config-invalid', { detail: missing.map((code) => `languages: ${code} heeft geen teksten; maak prompts/talen/${code}.yaml`).join('\n') });
  return folder;
}

interface OpenLanguages {
  readonly languages: Languages;
  /** For the page: those besides Dutch, each with the line that says that one may ask in it. */
  readonly invitations: readonly { readonly code: string; readonly invitation: string }[];
}

/** What turns are held in other languages with. @throws BalieError `config-invalid`. */
export async function openLanguages(config: Config): Promise<OpenLanguages> {
  const folder = await installedLanguages(config);
  // Its letter statistics are 1.6 MB of source: read only where turns are taken.
  const { detectLanguage } = await import('../../guard/language/detect.ts');
  const terms = readTerms(folder.terms);
  const values = promptValues(config);
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
    replies: (assistant, language) => repliesIn(assistant, language, folder, values),
    notOffered: fill(folder.notOffered, { ...values, languages: names.join(', ') }),
    prompts: { question: folder.questionPrompt, answer: folder.answerPrompt },
    questionFault: (dutch, question) => questionFault(dutch, question, { detect, isAttack }),
    // A sentence of names and numbers does not tell what it is in: the language that was asked for is the better guess then.
    sentenceFault: (dutch, translated, language) => translationFault(dutch, translated, language, (text) => detect(text, language)),
    forTranslation: withDigits,
    shown: shownIn,
    setApart,
    nameOf: (language) => folder.texts.get(language)?.dutchName ?? 'Nederlands',
  };
  const invitations = config.languages.flatMap((code) => {
    const texts = folder.texts.get(code);
    return texts === undefined ? [] : [{ code, invitation: texts.invitation }];
  });
  return { languages, invitations };
}

/** The assistant's fixed texts; what nobody translated yet is said in Dutch. */
function repliesIn({ replies }: Assistant, language: string, { texts }: LanguageFolder, values: Readonly<Record<string, string>>): Assistant['replies'] {
  const own = texts.get(language)?.replies;
  if (own === undefined) return replies;
  const translated = Object.entries(own).filter(([key]) => Object.hasOwn(replies, key)).map(([key, text]) => [key, fillReply(text, values, (value) => setApart(value, language))]);
  return { ...replies, ...(Object.fromEntries(translated) as Partial<Assistant['replies']>) };
}
