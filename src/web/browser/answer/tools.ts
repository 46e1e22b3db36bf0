/** The tools under an answer: copy, print, read aloud; and try again where it went wrong. Each is there where the browser can do it. */
import { momentWords } from '../../../dutch-time.ts';
import { feedbackWordsIn } from '../../markup/feedback-words.ts';
import { DUTCH_TOOLS, toolWordsIn } from '../../markup/tool-words.ts';
import { el } from '../../markup/tree.ts';
import { dutchIn } from '../../markup/words-in.ts';
import { turnText } from './answer-text.ts';
import { nodeOf } from '../dom.ts';
import { languageOf, onVoices, readAloud, voiceFor } from './speech.ts';

const saidMs = 3_000;
type Announce = (text: string) => void;

/** Looks after all answers in a conversation. @returns what gives a turn its tools. */
export function answerTools(talk: HTMLElement, announce: Announce): (turn: HTMLElement) => void {
  let stopReading: (() => void) | undefined;
  const give = (turn: HTMLElement) => {
    const answer = turn.querySelector<HTMLElement>('.balie-answer');
    // Nobody takes a greeting along.
    if (answer === null || answer.matches('.balie-answer--fixed') || answer.querySelector('.balie-answer__text') === null || answer.querySelector('.balie-tools') !== null) return;
    const { bar, add } = toolBar(answer);
    const { words } = wordsAt(answer);
    // An older browser, or a page without TLS, has no clipboard.
    if ('clipboard' in navigator) add('copy', words.copy, (button) => void copy(turn, button, announce));
    add('print', words.print, () => print());
    const read = add('read', words.read, (button) => {
      const wasReading = button.classList.contains('balie-tool--stop');
      stopReading?.();
      stopReading = undefined;
      if (wasReading) return;
      show(button, 'stop', words.stopReading);
      stopReading = readAloud(answer, () => show(button, 'read', words.read));
    });
    read.hidden = voiceFor(languageOf(answer)) === undefined;
    const below = answer.querySelector(':scope > .balie-feedback');
    if (below === null) answer.append(bar);
    else below.before(bar);
  };
  onVoices(() => {
    for (const button of talk.querySelectorAll<HTMLElement>('.balie-tool--read')) button.hidden = voiceFor(languageOf(button.closest('.balie-answer') ?? button)) === undefined;
  });
  for (const turn of talk.querySelectorAll<HTMLElement>('.balie-turn')) give(turn);
  return give;
}

/** Only under the last question: of an earlier one nobody remembers what went wrong. */
export function offerRetry(turn: HTMLElement, again: () => void): void {
  const answer = turn.querySelector<HTMLElement>('.balie-answer');
  if (answer === null) return;
  const { words, dutch } = wordsAt(answer);
  const button = nodeOf(el('button', { class: 'utrecht-button utrecht-button--primary-action balie-retry', type: 'button', ...dutch }, words.retry));
  button.addEventListener('click', again);
  const alert = answer.querySelector(':scope > .utrecht-alert');
  if (alert === null) answer.append(button);
  else alert.after(button);
}

function toolBar(answer: HTMLElement) {
  const language = languageOf(answer);
  const { words, dutch } = wordsAt(answer);
  const number = answer.id.split('-')[1] ?? '';
  const bar = nodeOf(el('div', { class: 'balie-tools', role: 'group', 'aria-label': words.tools, ...dutch }));
  const add = (kind: string, text: string, press: (button: HTMLElement) => void) => {
    const button = nodeOf(
      el(
        'button',
        { class: `balie-tool balie-tool--${kind}`, type: 'button' },
        el('span', { class: 'balie-tool__icon', 'aria-hidden': 'true' }),
        el('span', 'balie-tool__text', text),
        number !== '' && el('span', 'balie-hidden', ` (${(feedbackWordsIn(language) ?? feedbackWordsIn())?.answer ?? ''} ${number})`),
      ),
    );
    button.addEventListener('click', () => press(button));
    bar.append(button);
    return button;
  };
  return { bar, add };
}

async function copy(turn: HTMLElement, button: HTMLElement, announce: Announce): Promise<void> {
  const { words } = wordsAt(button);
  const place = `${document.title.split(' | ').at(-1) ?? ''}, ${location.origin}, ${momentWords(new Date())}`;
  const isDone = await navigator.clipboard.writeText(turnText(turn, place)).then(() => true, () => false);
  announce(isDone ? words.copied : words.notCopied);
  show(button, 'copy', isDone ? words.copied : words.notCopied);
  setTimeout(() => show(button, 'copy', words.copy), saidMs);
}

function show(button: HTMLElement, kind: string, text: string): void {
  button.classList.toggle('balie-tool--stop', kind === 'stop');
  const shown = button.querySelector('.balie-tool__text');
  if (shown !== null) shown.textContent = text;
}

function wordsAt(element: Element) {
  const language = languageOf(element.closest('.balie-answer') ?? element);
  const known = toolWordsIn(language);
  return { words: known ?? DUTCH_TOOLS, dutch: known === undefined ? dutchIn(language) : {} };
}
