import type { GateDetails } from '../details.ts';
import { SentenceCutter } from '../model-text/sentences.ts';
import { clean, readReferences, type Referred, withReferences } from '../model-text/markup.ts';
import { isIntroduction, withAntecedent } from './leads.ts';
import { judge, type SentenceCheck, type SentenceContext } from './carried.ts';
import { literalOf, wordsIn } from './evidence.ts';
import { Repetition, ThinkingFilter } from '../model-text/stream.ts';

/** What the model is told to say when the sources do not answer the question. */
const NO_ANSWER = 'GEEN_ANTWOORD';
/** Of more, only the count is kept. */
const MAX_KEPT_DROPS = 40;
/** Less is what was left around a word that went, such as "Antwoord:". */
const MARKS = /^[\s\p{P}\p{S}]*$/u;

/** Ends with a stop; references and closing marks may stand behind it. */
const WHOLE = /[.!?…][*_"'”’)]{0,8}(?:\s?\[[^\]]{0,24}\]){0,8}\.?$/;

/**
 * Stands between the model's stream and the asker. Text goes in as it comes; what comes out are whole sentences that the passages carry,
 * each with the sources that carry it. Nothing else ever comes out.
 */
export class SentenceGate {
  /** Indexes of the passages that are cited, in the order of their numbers. */
  readonly cited: number[] = [];
  /** Whether the model said its word for "no answer", bare or amid other text. */
  saidNoAnswer = false;
  /** Whether the model said anything that is meant for the asker. */
  hasSpoken = false;
  /** Whether it repeated of its instructions: no more than that is no answer, and no fault either. */
  hasEchoed = false;
  private carried = 0;
  private dropped = 0;
  /** Whether the sentence before this one was dropped. */
  private hasDropped = false;
  private readonly reasons = new Set<string>();
  private readonly drops: { text: string; reason: string }[] = [];
  private readonly thinking = new ThinkingFilter(() => this.forget());
  private cutter = new SentenceCutter();
  private repetition = new Repetition();
  private readonly checks: readonly SentenceCheck[];
  private readonly said: string[] = [];
  private readonly context: SentenceContext;
  /** Waits for something to announce. */
  private introduction = { lead: '', text: '' };
  private hasShown = false;

  /** @param checks each may refuse a sentence; that it is carried is judged besides. */
  constructor(context: Omit<SentenceContext, 'said'>, checks: readonly SentenceCheck[]) {
    this.context = { ...context, said: this.said };
    this.checks = checks;
  }

  get details(): GateDetails {
    return { carried: this.carried, dropped: this.dropped, drops: this.drops };
  }

  /** Whether the model goes round in circles: nothing more need be asked of it. */
  get isEndless(): boolean {
    return this.repetition.isEndless;
  }

  /** Whether a sentence was dropped for that reason. */
  has(reason: string): boolean {
    return this.reasons.has(reason);
  }

  /** @returns what may be shown by now. */
  push(text: string): string {
    this.repetition.stream(text);
    const said = this.thinking.push(text);
    return this.cutter.push(said).map((piece) => this.take(piece)).join('');
  }

  /** What came so far was thought: nothing of it was said, but for what was shown. */
  private forget(): void {
    this.cutter = new SentenceCutter();
    this.repetition = new Repetition();
    for (const text of this.said) this.repetition.isRepeat(literalOf(text));
    this.introduction = { lead: '', text: '' };
    this.hasDropped = false;
    this.saidNoAnswer = false;
    this.hasEchoed = false;
    this.hasSpoken = this.hasShown;
  }

  /** @param isCutOff whether the model ran out of tokens: then half a sentence is left. @returns what may be shown of what was held back. */
  end(isCutOff: boolean): string {
    const left = this.thinking.end();
    const shown = this.cutter.push(left).map((piece) => this.take(piece)).join('');
    const rest = this.cutter.end();
    if (isCutOff && (!WHOLE.test(rest.trimEnd()) || /\d\.$/.test(rest.trimEnd()))) {
      this.hasSpoken ||= !MARKS.test(readReferences(rest.replaceAll(NO_ANSWER, '')).text);
      return shown;
    }
    return shown + this.take(rest);
  }

  private take(raw: string): string {
    this.saidNoAnswer ||= raw.includes(NO_ANSWER);
    const piece = clean(raw.replaceAll(NO_ANSWER, ''));
    if (MARKS.test(readReferences(piece).text)) return '';
    const lead = /^\s*/.exec(piece)?.[0] ?? '';
    const sentence = piece.slice(lead.length);
    const text = this.pass(sentence, lead, raw);
    return text === undefined ? '' : this.show(lead, text);
  }

  /** @returns the sentence with its sources; undefined for what is dropped or waits. */
  private pass(sentence: string, lead: string, raw: string): string | undefined {
    const referred = readReferences(sentence);
    const refused = this.refusal(raw, referred);
    if (refused === 'echo') {
      this.hasEchoed = true;
      return undefined;
    }
    this.hasSpoken = true;
    if (refused !== undefined) return this.drop(sentence, refused);
    if (isIntroduction(referred.text, this.context)) {
      this.introduction = { lead, text: referred.text };
      return undefined;
    }
    const judgement = judge(referred.text, referred.cited, this.context);
    if ('reason' in judgement) return this.drop(sentence, judgement.reason);
    // Beside "no answer" a model talks on; only what it can name a source for is meant.
    if (this.saidNoAnswer && !referred.cited.some((index) => this.context.passages[index] !== undefined)) return this.drop(sentence, 'no-answer');
    const { carriedBy } = judgement;
    const text = withAntecedent(referred.text, { carriedBy: this.context.evidence[carriedBy[0] ?? -1], before: this.hasDropped ? undefined : this.said.at(-1) });
    if (text === undefined) return this.drop(sentence, 'condition');
    this.repetition.judged(true);
    this.carried += 1;
    this.hasDropped = false;
    this.said.push(text);
    const at = referred.at === undefined ? {} : { at: referred.at + text.length - referred.text.length };
    return withReferences({ ...referred, text, ...at }, carriedBy.map((index) => this.numberOf(index)));
  }

  private refusal(raw: string, { text }: Referred): string | undefined {
    if (this.context.prompt.includes(text.trim()) && wordsIn(text).length > 2) return 'echo';
    if (this.repetition.isRepeat(literalOf(text))) return 'repeated';
    for (const check of this.checks) {
      const reason = check(raw, this.context);
      if (reason !== undefined) return reason;
    }
    return undefined;
  }

  private drop(text: string, reason: string): undefined {
    this.repetition.judged(false);
    this.dropped += 1;
    this.hasDropped = true;
    this.reasons.add(reason);
    if (this.drops.length < MAX_KEPT_DROPS) this.drops.push({ text, reason });
  }

  private show(lead: string, text: string): string {
    const { introduction } = this;
    const announced = introduction.text === '' ? text : `${introduction.text}${lead === '' ? ' ' : lead}${text}`;
    const before = introduction.text === '' ? lead : introduction.lead;
    this.introduction = { lead: '', text: '' };
    const isFirst = !this.hasShown;
    this.hasShown = true;
    return isFirst ? announced : `${before === '' ? ' ' : before}${announced}`;
  }

  private numberOf(index: number): number {
    const known = this.cited.indexOf(index);
    return known >= 0 ? known + 1 : this.cited.push(index);
  }
}
