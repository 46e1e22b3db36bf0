/** A turn on the page while it is being answered: its status, the text that has come, and its end. */
import { closedForNow, settledLength } from '../answer-markup.ts';
import { answerTrees } from '../markup/answer.ts';
import { sourceId } from '../markup/sources.ts';
import { answerId, answerTree, bylineOf, questionTree } from '../markup/turn.ts';
import type { PhoneView } from '../markup/turn.ts';
import { el } from '../markup/tree.ts';
import type { SpokenPage } from '../markup/page/spoken.ts';
import type { Tree } from '../markup/tree.ts';
import { inLanguage } from '../markup/words-in.ts';
import type { FaultView, SourceView, TurnView } from '../turn-views.ts';
import { nodeOf } from './dom.ts';
import { patchAttributes, patchChildren } from './patch.ts';

interface Finished extends Pick<TurnView, 'outcome' | 'answer' | 'sources' | 'masked' | 'language' | 'dutch' | 'terms' | 'generatedBy'> {
  readonly id?: string;
  readonly conversationId?: string;
}

export class PendingTurn {
  readonly element = nodeOf(el('article', 'balie-turn'));
  /** 1-based place in the conversation. */
  readonly number: number;
  readonly stop: HTMLElement;
  text = '';
  /** That its question is sent with. Pages without TLS have no random numbers of this kind, and do without. */
  key = 'randomUUID' in crypto ? crypto.randomUUID() : undefined;
  /** Whether others are before it. */
  isWaiting = false;
  sources: readonly SourceView[] = [];
  #question: string;
  #questionElement: HTMLElement;
  readonly #phone: PhoneView;
  readonly #page: SpokenPage;
  #answer: HTMLElement;
  readonly #status = nodeOf(el('p', 'balie-status__text'));
  readonly #text = nodeOf(el('div', { class: 'balie-answer__text', dir: 'auto' }));
  /** How much of `text` stands in nodes that will not change, and how many nodes those are. */
  #settled = 0;
  #settledNodes = 0;
  #frame = 0;

  /** @param page what it is said in until the answer's language is known. */
  constructor(question: string, number: number, phone: PhoneView, page: SpokenPage) {
    this.#question = question;
    this.number = number;
    this.#phone = phone;
    this.#page = page;
    const { words, language } = page;
    this.stop = nodeOf(el('button', { class: 'utrecht-button utrecht-button--secondary-action balie-stop', type: 'button' }, words.stop));
    const status = nodeOf(el('div', 'balie-status', el('span', { class: 'balie-status__dots', 'aria-hidden': 'true' })));
    status.append(this.#status, this.stop);
    this.#answer = nodeOf(el('div', { class: 'balie-answer balie-answer--ai balie-answer--busy', id: answerId(number), tabindex: '-1', ...inLanguage(language) }, el('h3', 'balie-answer__by', bylineOf(phone, language))));
    this.#answer.append(this.#text, status);
    this.#questionElement = nodeOf(questionTree(question, number, language));
    this.element.append(this.#questionElement, this.#answer);
  }

  status(text: string): void {
    this.#status.textContent = text;
  }

  /** Drawn once per frame, however many pieces arrive. */
  append(text: string): void {
    this.text += text;
    this.#frame ||= requestAnimationFrame(() => this.#draw());
  }

  /** Of a turn that was kept it can be said whether it helped. */
  finish({ id = '', conversationId, ...end }: Finished): void {
    this.#end({ id, question: this.#question, language: this.#page.language, ...end, ...(conversationId !== undefined && { feedback: { conversationId, ...(this.#page.language !== 'nl' && { page: this.#page.language }) } }) });
    if (end.language !== undefined && end.language !== this.#page.language) this.#drawQuestion(end.language);
  }

  /** The question as it was kept: what was masked in it stands on the page no longer either. */
  ask(question: string): void {
    if (question === '' || question === this.#question) return;
    this.#question = question;
    this.#drawQuestion();
  }

  #drawQuestion(language = this.#page.language): void {
    const asked = nodeOf(questionTree(this.#question, this.number, language));
    this.#questionElement.replaceWith(asked);
    this.#questionElement = asked;
  }

  /** What came before goes: the desk itself says that it has no answer. */
  fail(fault: FaultView): void {
    this.#end({ id: '', question: this.#question, outcome: 'failed', answer: '', sources: [], fault, language: this.#page.language });
  }

  /** The line broke: what was received stays, and is said not to be whole. */
  breakOff(fault: FaultView): void {
    if (this.text === '') this.fail(fault);
    else this.#end({ id: '', question: this.#question, outcome: 'interrupted', answer: this.text, sources: this.sources, fault, language: this.#page.language });
  }

  #end(turn: TurnView): void {
    cancelAnimationFrame(this.#frame);
    const hadFocus = this.#answer.contains(document.activeElement);
    this.#complete(answerTree(turn, this.number, this.#phone));
    if (hadFocus) this.#answer.focus({ preventScroll: true });
  }

  /** The text that stands is not drawn again: only what goes around it, and what is other than it was. */
  #complete(tree: Tree): void {
    const at = tree.children.findIndex((child) => typeof child !== 'string' && child.attributes.class === 'balie-answer__text');
    const text = tree.children[at];
    if (text === undefined || typeof text === 'string') {
      const answer = nodeOf(tree);
      this.#answer.replaceWith(answer);
      this.#answer = answer;
      return;
    }
    for (const child of Array.from(this.#answer.childNodes)) if (child !== this.#text) child.remove();
    const nodes = tree.children.map((child) => (typeof child === 'string' ? child : nodeOf(child)));
    this.#text.before(...nodes.slice(0, at));
    this.#text.after(...nodes.slice(at + 1));
    patchAttributes(this.#text, text);
    patchChildren(this.#text, text.children);
    patchAttributes(this.#answer, tree);
  }

  /** Finished blocks are neither read nor drawn again; the block that still grows is added to. */
  #draw(): void {
    this.#frame = 0;
    const rest = this.text.slice(this.#settled);
    const settled = settledLength(rest);
    const finished = this.#trees(rest.slice(0, settled));
    patchChildren(this.#text, [...finished, ...this.#trees(closedForNow(rest.slice(settled)))], this.#settledNodes);
    this.#settled += settled;
    this.#settledNodes += finished.length;
  }

  #trees(text: string): Tree[] {
    const known = new Set(this.sources.map((source) => source.number));
    return answerTrees(text, (number) => (known.has(number) ? sourceId(this.number, number) : undefined));
  }
}
