/** A conversation on a page: a question goes out, its answer grows, and the form is ready for the next one. */
import { maskedWords } from '../markup/masked-words.ts';
import { saidFault, type SpokenPage } from '../markup/page/spoken.ts';
import { waitingWords } from '../markup/page/waiting.ts';
import type { PhoneView } from '../markup/turn.ts';
import { isOfTheLine, wordsFor } from '../markup/words.ts';
import { answerTools, offerRetry } from './answer/tools.ts';
import { ReadOut } from './answer/read-out.ts';
import type { Composer } from './composer.ts';
import type { Happening } from './happening.ts';
import { choosesLanguage } from './page-language.ts';
import { PendingTurn } from './turn-view.ts';

const slowMs = 10_000;
/** A screen reader that says each place in the queue says nothing else any more. */
const sayAgainMs = 15_000;

export type Done = Extract<Happening, { type: 'done' }>;

interface Parts {
  readonly form: HTMLFormElement;
  readonly composer: Composer;
  /** Where the turns stand. */
  readonly section: HTMLElement;
  readonly page: SpokenPage;
  readonly phone: PhoneView;
  /** How many turns are there already. */
  readonly turns: number;
  readonly announce: (text: string) => void;
  /** @param key that it is sent with, also when it is sent again. */
  send(question: string, signal: AbortSignal, key: string | undefined): AsyncIterable<Happening>;
  /** A turn stands on the page, and waits for its answer. */
  begun(): void;
  /** Known before the answer is: who stops it can still go on in the same conversation. Undefined: it is not there. */
  known(conversationId: string | undefined): void;
  done(turn: Done): void;
  /** Whether it is asked if an answer helps. */
  asksFeedback(): boolean;
}

export interface Talk {
  submit(text: string, typed: boolean): Promise<void>;
  stop(): void;
  /** From now on the page is one of a conversation. */
  open(): void;
  /** How many turns there are. @param more that were added by somebody else. */
  count(more?: number): number;
  /** From here on no turn is there. */
  clear(): void;
}

export function openTalk({ form, composer, section, page, phone, announce, ...parts }: Parts): Talk {
  const { words } = page;
  /** What is told while a question is on its way. */
  const steps: Readonly<Record<string, string>> = { proving: words.proving, writing: words.writing };
  const readOut = new ReadOut();
  const giveTools = answerTools(section, announce);
  let turnCount = parts.turns;
  let running: AbortController | undefined;
  let saidAt = 0;

  /** @param instead a turn that went wrong, of which this is the same question. */
  async function submit(text: string, typed: boolean, instead?: PendingTurn): Promise<void> {
    if (composer.isBusy) return;
    const question = text.trim();
    if (!composer.accepts(question)) return;
    composer.setBusy(true);
    if (typed) composer.setDraft('');
    const stop = (running = new AbortController());
    const turn = new PendingTurn(question, instead?.number ?? turnCount + 1, phone, page);
    if (instead !== undefined) turn.key = instead.key;
    turn.stop.addEventListener('click', () => stop.abort());
    begin(turn, instead?.element);
    const slow = setTimeout(() => turn.text === '' && !turn.isWaiting && tell(turn, words.slow), slowMs);
    try {
      await follow(turn, question, stop.signal);
    } catch {
      // A conversation that was erased takes the question that was under way with it.
      if (turn.element.isConnected) {
        turn.finish({ outcome: 'interrupted', answer: turn.text, sources: turn.sources });
        announce(words.stopped);
        endBadly(turn, question, true);
      }
    } finally {
      clearTimeout(slow);
      composer.setBusy(false);
      giveTools(turn.element);
    }
  }

  function endBadly(turn: PendingTurn, question: string, canRetry: boolean): void {
    composer.giveBack(question);
    if (!canRetry) return;
    offerRetry(turn.element, () => void submit(question, composer.field.value.trim() === question, turn));
  }

  async function follow(turn: PendingTurn, question: string, signal: AbortSignal): Promise<void> {
    for await (const happening of parts.send(question, signal, turn.key)) {
      if (happening.type === 'status') {
        if (happening.conversationId !== undefined) parts.known(happening.conversationId);
        if (happening.phase === 'waiting') wait(turn, waitingWords(happening.position, happening.expectedSeconds, words));
        else tell(turn, steps[happening.phase] ?? words.searching);
      }
      if (happening.type === 'delta') {
        turn.append(happening.text);
        readOut.grow(turn.text);
      }
      if (happening.type === 'sources') turn.sources = happening.sources;
      if (happening.type === 'done') finish(turn, happening);
      if (happening.type === 'error') {
        const fault = saidFault(happening.fault, page);
        if (fault.code === 'conversation-unknown') parts.known(undefined);
        else if (happening.conversationId !== undefined) parts.known(happening.conversationId);
        if (isOfTheLine(fault)) turn.breakOff(fault);
        else turn.fail(fault);
        announce(`${fault.message}\n${fault.action}`);
        endBadly(turn, question, fault.canRetry ?? isOfTheLine(fault));
      }
    }
  }

  function finish(turn: PendingTurn, happening: Done): void {
    const { conversationId, ...shown } = happening;
    parts.known(conversationId);
    if (happening.masked.length > 0) turn.ask(happening.question);
    turn.finish(parts.asksFeedback() ? happening : shown);
    parts.done(happening);
    const { note = '' } = wordsFor(happening.outcome, happening.language);
    const masked = happening.masked.length > 0 ? maskedWords(happening.masked, happening.language).text : '';
    readOut.end(happening.answer, happening.language === 'nl' ? undefined : happening.language);
    announce([words.ready, masked, note].filter((part) => part !== '').join('\n'));
  }

  function open(): void {
    for (const old of document.querySelectorAll('.balie-retry')) old.remove();
    document.querySelector('h1')?.classList.replace('utrecht-heading-1', 'utrecht-heading-2');
    composer.setLabel(words.askMore);
    section.hidden = false;
  }

  function begin(turn: PendingTurn, instead: HTMLElement | undefined): void {
    open();
    if (instead === undefined) section.append(turn.element);
    else instead.replaceWith(turn.element);
    turnCount = turn.number;
    parts.begun();
    readOut.begin();
    tell(turn, words.searching);
    const calm = matchMedia('(prefers-reduced-motion: reduce)').matches;
    turn.element.scrollIntoView({ block: 'start', behavior: calm ? 'instant' : 'smooth' });
  }

  function tell(turn: PendingTurn, text: string): void {
    turn.isWaiting = false;
    turn.status(text);
    announce(text);
  }

  /** Where the question stands is shown each time that it changes, and said aloud only now and then. */
  function wait(turn: PendingTurn, text: string): void {
    const now = performance.now();
    if (!turn.isWaiting || now - saidAt > sayAgainMs) {
      saidAt = now;
      announce(text);
    }
    turn.isWaiting = true;
    turn.status(text);
  }

  form.addEventListener('submit', (event) => {
    if (choosesLanguage(event)) return;
    event.preventDefault();
    void submit(composer.field.value, true);
  });
  return {
    submit,
    open,
    stop: () => running?.abort(),
    count: (more = 0) => (turnCount += more),
    clear() {
      running?.abort();
      turnCount = 0;
      for (const turn of section.querySelectorAll('.balie-turn')) turn.remove();
      section.hidden = true;
      document.querySelector('h1')?.classList.replace('utrecht-heading-2', 'utrecht-heading-1');
    },
  };
}
