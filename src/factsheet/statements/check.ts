import { contactFault, isHttps, roleFault } from './office.ts';
import type { Answer, Question } from './questions.ts';

/** What was written: a text, or what was chosen of several. */
export type Written = string | readonly string[];
/** An answer that may be kept (undefined: nothing was said), or what is wrong with it, after the name of its field: `mag hoogstens 400 tekens hebben`. */
export type Checked = { readonly answer: Answer | undefined } | { readonly fault: string };

const MAX_LINKS = 20;
const MAX_ROLE = 100;
const REVIEW_YEARS = 5;
const HTML = /<\/?[a-z][^>]*>|<!--|&(?:[a-z]{2,8}|#\d{1,6}|#x[\da-f]{1,6});/i;
const MONTH = /^(?:19[5-9]\d|20\d\d)-(?:0[1-9]|1[0-2])$/;
/** Of which the answer is an office. */
const OFFICES = new Set(['owner']);

/** Characters as people count them. */
export function lengthOf(text: string): number {
  return Array.from(text).length;
}

/** Nothing is taken out of what somebody wrote but space around it: what may not be there is a fault. */
export function checkAnswer(question: Question, written: Written): Checked {
  if (typeof written !== 'string') return checkChoices(question, written);
  const text = written.replaceAll(/\r\n?/g, '\n').trim();
  if (text === '') return { answer: undefined };
  if (question.kind === 'choices') return checkChoices(question, [text]);
  if (question.kind === 'links') return checkLinks(question, text);
  const fault = plainFault(text, question.max) ?? kindFault(question, text);
  return fault === undefined ? { answer: text } : { fault };
}

/** @param today YYYY-MM-DD. */
export function checkSpeaker(given: { readonly role: string; readonly reviewOn: string }, today: string): { readonly role?: string; readonly reviewOn?: string } {
  const role = given.role.trim();
  const roleWrong = role === '' ? 'is nodig: wie dit leest, wil weten wie het zegt' : (plainFault(role, MAX_ROLE) ?? lineFault(role) ?? roleFault(role));
  const reviewWrong = reviewFault(given.reviewOn.trim(), today);
  return { ...(roleWrong !== undefined && { role: roleWrong }), ...(reviewWrong !== undefined && { reviewOn: reviewWrong }) };
}

/** What of several answers does not go together, by question. */
export function checkTogether(answers: ReadonlyMap<string, Answer | undefined>): ReadonlyMap<string, string> {
  const [begin, end] = [answers.get('begin_date'), answers.get('end_date')];
  const isTurned = typeof begin === 'string' && typeof end === 'string' && MONTH.test(begin) && MONTH.test(end) && end < begin;
  return new Map(isTurned ? [['end_date', `ligt voor de begindatum (${begin})`]] : []);
}

/** An answer as its field shows it, and as `checkAnswer` reads it again. */
export function writtenOf(answer: Answer | undefined): Written {
  if (answer === undefined || typeof answer === 'string') return answer ?? '';
  if (answer.every((item) => typeof item === 'string')) return answer;
  return answer.map((item) => (typeof item === 'string' ? item : [item.title, item.link].filter((text) => text !== undefined).join(' '))).join('\n');
}

export function plainFault(text: string, max: number): string | undefined {
  if (HTML.test(text)) return 'mag geen HTML hebben: schrijf gewone tekst, zonder < en > of codes zoals &nbsp;';
  // What no keyboard makes, and what turns the direction of a text.
  if (/(?![\n\t])[\p{Cc}\u202A-\u202E\u2066-\u2069]/u.test(text)) return 'heeft tekens die niet te zien zijn: typ de tekst opnieuw';
  const length = lengthOf(text);
  return length > max ? `mag hoogstens ${max} tekens hebben (nu ${length})` : undefined;
}

const lineFault = (text: string) => (text.includes('\n') ? 'mag maar één regel hebben' : undefined);

function kindFault({ id, kind, choices = [] }: Question, text: string): string | undefined {
  if (kind === 'area') return undefined;
  const several = lineFault(text);
  if (several !== undefined) return several;
  switch (kind) {
    case 'choice':
      return choices.includes(text) ? undefined : 'moet een van de keuzes zijn';
    case 'month':
      return MONTH.test(text) ? undefined : 'moet een maand zijn, zoals 2026-11';
    case 'url':
      return isHttps(text) ? undefined : 'moet een adres zijn dat met https:// begint';
    case 'contact':
      return contactFault(text);
    default:
      if (id === 'oin') return /^\d{20}$/.test(text) ? undefined : 'moet precies 20 cijfers hebben';
      return OFFICES.has(id) ? roleFault(text) : undefined;
  }
}

function checkChoices({ choices = [], kind }: Question, written: readonly string[]): Checked {
  const chosen = [...new Set(written.filter((text) => text !== ''))];
  if (kind !== 'choices' || chosen.some((text) => !choices.includes(text))) return { fault: 'moet een van de keuzes zijn' };
  return { answer: chosen.length === 0 ? undefined : chosen };
}

function checkLinks({ max }: Question, text: string): Checked {
  const lines = text.split('\n').map((line) => line.trim()).filter((line) => line !== '');
  if (lines.length > MAX_LINKS) return { fault: `mag hoogstens ${MAX_LINKS} regels hebben` };
  const links: { readonly title: string; readonly link?: string }[] = [];
  for (const [index, line] of lines.entries()) {
    const [, title = '', link] = /^(.*?)(?:(?:^|\s)([a-z][a-z\d+.-]*:\/\/\S+))?$/i.exec(line) ?? [];
    const fault = plainFault(title, max) ?? (link === undefined ? undefined : plainFault(link, max));
    const wrong = title.trim() === '' ? 'heeft een titel nodig voor het adres' : link !== undefined && !isHttps(link) ? 'moet een adres hebben dat met https:// begint' : fault;
    if (wrong !== undefined) return { fault: `is niet goed op regel ${index + 1}: die ${wrong}` };
    links.push({ title: title.trim(), ...(link !== undefined && { link }) });
  }
  return { answer: links };
}


function reviewFault(day: string, today: string): string | undefined {
  if (day === '') return 'is nodig: dan weet u wanneer u dit opnieuw nakijkt';
  const isDay = /^\d{4}-\d\d-\d\d$/.test(day) && !Number.isNaN(Date.parse(day)) && new Date(day).toISOString().startsWith(day);
  if (!isDay) return 'moet een dag zijn, zoals 2027-06-30';
  if (day <= today) return 'moet een dag zijn die nog komt';
  return day > `${Number(today.slice(0, 4)) + REVIEW_YEARS}${today.slice(4)}` ? `mag hoogstens ${REVIEW_YEARS} jaar vooruit liggen` : undefined;
}
