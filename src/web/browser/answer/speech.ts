/** Reads an answer aloud with a voice of the device itself: a voice of a company would get the text to read. */
import { partsOf, wordsOf } from './answer-text.ts';

/** @returns undefined where the device has no voice of its own for a language. */
export function voiceFor(language: string): SpeechSynthesisVoice | undefined {
  const voices = 'speechSynthesis' in window ? speechSynthesis.getVoices() : [];
  const own = voices.filter((voice) => voice.localService && voice.lang.toLowerCase().split(/[-_]/)[0] === language);
  return own.find((voice) => voice.default) ?? own[0];
}

/** Hears of voices: browsers find them a while after the page is there. */
export function onVoices(changed: () => void): void {
  if ('speechSynthesis' in window) speechSynthesis.addEventListener?.('voiceschanged', changed);
}

/** @param ended hears of the end once, also when it was stopped. @returns what stops it. */
export function readAloud(answer: HTMLElement, ended: () => void): () => void {
  let isOver = false;
  const over = () => {
    if (isOver) return;
    isOver = true;
    removeEventListener('pagehide', stop);
    ended();
  };
  const stop = () => {
    speechSynthesis.cancel();
    over();
  };
  speechSynthesis.cancel();
  const said = partsToSay(answer);
  for (const [index, { text, voice }] of said.entries()) {
    const utterance = new SpeechSynthesisUtterance(text);
    utterance.voice = voice;
    utterance.lang = voice.lang;
    utterance.addEventListener('error', over);
    if (index === said.length - 1) utterance.addEventListener('end', over);
    speechSynthesis.speak(utterance);
  }
  // Otherwise it talks on behind a page that is no longer there.
  addEventListener('pagehide', stop);
  if (said.length === 0) over();
  return stop;
}

/** Each in its own language; what there is no voice for is left out, for another one would make nonsense of it. */
function partsToSay(answer: HTMLElement): { readonly text: string; readonly voice: SpeechSynthesisVoice }[] {
  const parts = [...answer.querySelectorAll<HTMLElement>(':scope > .balie-answer__note, :scope > .balie-answer__text, :scope > .balie-answer__check')];
  return parts
    .flatMap((part) => (part.matches('.balie-answer__text') ? partsOf(part) : [part]))
    .flatMap((part) => {
      const text = wordsOf(part, false).replaceAll(/\s+/g, ' ').trim();
      const voice = voiceFor(languageOf(part));
      return text === '' || voice === undefined ? [] : [{ text, voice }];
    });
}

export function languageOf(element: Element): string {
  return element.closest('[lang]')?.getAttribute('lang') ?? 'nl';
}
