/** What of a translated answer stands in it as it was, in Dutch: said to be so, to voices and to who reads in another direction. */
import { parseAnswer, plainText } from '../answer-markup.ts';

/** Shorter ones are names and numbers, which stand in any language. */
const MIN_WORDS = 2;
const SENTENCE = /(?<=[.!?]["”’)]?)(?=\s)/u;

/** Under an answer by AI of which nothing could be translated. */
const CHECK: Readonly<Record<string, string>> = {
  en: 'This answer was made by AI and may contain mistakes. Check it against the sources.',
  de: 'Diese Antwort wurde von KI erstellt und kann Fehler enthalten. Prüfen Sie sie anhand der Quellen.',
  fr: 'Cette réponse a été rédigée par une IA et peut contenir des erreurs. Vérifiez-la à l’aide des sources.',
  es: 'Esta respuesta ha sido escrita por una IA y puede contener errores. Compruébela con las fuentes.',
  tr: 'Bu cevap yapay zekâ tarafından yazılmıştır, hata içerebilir. Kaynaklardan kontrol edin.',
  ar: 'كُتبت هذه الإجابة بواسطة الذكاء الاصطناعي وقد تحتوي على أخطاء. تحقق منها في المصادر.',
  pl: 'Tę odpowiedź napisała AI. Może ona zawierać błędy. Proszę sprawdzić ją w źródłach.',
  uk: 'Цю відповідь написав ШІ, вона може містити помилки. Перевірте її за джерелами.',
};

/** The line that says who made an answer; undefined where the usual one holds: something of it was translated. */
export function checkOfUntranslated({ answer, dutch, language = 'nl' }: { readonly answer: string; readonly dutch?: string; readonly language?: string }): string | undefined {
  return dutch !== undefined && bare(plainText(parseAnswer(answer))).includes(bare(plainText(parseAnswer(dutch)))) ? CHECK[language] : undefined;
}

/** Parts of a text in order, of which the Dutch ones are known. @param dutch the whole Dutch answer. */
export function partsByLanguage(text: string, dutch: string): { readonly text: string; readonly isDutch: boolean }[] {
  const whole = ` ${bare(plainText(parseAnswer(dutch)))} `;
  const parts: { text: string; isDutch: boolean }[] = [];
  for (const part of text.split(SENTENCE)) {
    const words = bare(part);
    const isDutch = words.split(' ').length >= MIN_WORDS && /\p{L}/u.test(words) && whole.includes(` ${words} `);
    const last = parts.at(-1);
    if (last?.isDutch === isDutch) last.text += part;
    else parts.push({ text: part, isDutch });
  }
  return parts;
}

/** Words and numbers alone: what stands between them is moved by a translation. */
function bare(text: string): string {
  return text.replaceAll(/[^\p{L}\p{M}\p{N}]+/gu, ' ').trim();
}
