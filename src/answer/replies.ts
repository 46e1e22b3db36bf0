/** Fixed texts of an assistant, in the language of the turn. `{{contact}}` stands for the ways to a person, and whether they are open now. */
export interface Replies {
  /** Before quotations, when no model answers. */
  readonly quoted: string;
  /** When the documents do not carry an answer. */
  readonly abstained: string;
  /** When nobody can read the question: signs alone, a mix of scripts. */
  readonly notUnderstood: string;
  /** Above an answer that was translated. */
  readonly translated: string;
  /** Above one that could not be. */
  readonly untranslated: string;
  /** To an attempt to mislead; `{{reasons}}` stands for why it looks like one. */
  readonly blocked: string;
  /** To a question with personal data that is not taken; `{{what}}` says which. */
  readonly refused: string;
  /** What of the question stands in none of them: `{{words}}`. */
  readonly missing?: string;
  /** Before the titles of pages that come near. */
  readonly nearest?: string;
  /** When somebody else is asked for: `{{who}}` says who does help. */
  readonly outOfScope?: string;
  /** Below the answer to a question about the asker's own rights: the desk does not decide. `{{official}}` is where it is asked for. */
  readonly personalCase?: string;
  /** Says where: `{{url}}`. */
  readonly official?: string;
  /** Below an answer that was given while documents were read for the first time. */
  readonly stillReading?: string;
  /** Below one that was given while a file of the conversation had not been read. */
  readonly fileWaiting?: string;
  /** To who is angry, and asks nothing. */
  readonly angry?: string;
  /** To who asks whether this is a human. */
  readonly human?: string;
  /** To a question how a case of the asker's stands. */
  readonly runningCase?: string;
}

/** A fixed text as it is said now: `{{contact}}` becomes the ways to a person. A paragraph that is left empty goes. */
export function reply(text: string, { contact }: { readonly contact?: () => string }, values: Readonly<Record<string, string>> = {}): string {
  return unwrapped(text.replaceAll(/\{\{(\w+)\}\}/g, (_, name: string) => (name === 'contact' ? (contact?.() ?? '') : (values[name] ?? ''))));
}

/** A text in paragraphs: lines that were only broken off to fit their file go on, those of a list stay. */
export function unwrapped(text: string): string {
  return text.split(/\n{2,}/).map((paragraph) => paragraph.trim().replaceAll(/ +$/gm, '').replaceAll(/\n(?![->*] )/g, ' ')).filter((paragraph) => paragraph !== '').join('\n\n');
}
