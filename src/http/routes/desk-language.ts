import type { DeskView, LanguageView } from '../../web/views.ts';
import type { AppDeps, DeskAssistant } from '../deps.ts';

/** Name of the field and of the part of the address that say what a page is to be in: nothing of it is kept. */
export const LANGUAGE = 'taal';
/** Of a button that sends what is there to a page in another language. */
export const CHOSEN_LANGUAGE = 'naar';
const DUTCH = 'nl';
/** Of `Accept-Language`: enough for any list that a person makes. */
const MAX_HEADER = 500;

/** What a page is in: the language that was asked for, where there are words in it. */
export function pageLanguage(deps: AppDeps, asked: string | null | undefined): string {
  return asked !== null && asked !== undefined && deps.pages.in(asked) !== undefined ? asked : DUTCH;
}

/** The parts of the desk's page that depend on its language. */
export function deskIn(deps: AppDeps, { name, title, greeting, themes, said }: DeskAssistant, language: string): Pick<DeskView, 'page' | 'assistant' | 'languages' | 'contact'> {
  const own = language === DUTCH ? { title, greeting, themes } : said?.get(language);
  const page = deps.pages.in(language);
  return {
    ...(page && { page }),
    // Dutch questions are of no use to who does not read them.
    assistant: own === undefined ? { name, title, greeting, themes: [], isDutch: true } : { name, ...own },
    languages: deps.pages.languages,
    contact: { channels: deps.handover.channels(language), words: deps.handover.said(language).words },
  };
}

/** The first language that the browser asks for and the desk has; nothing where that is Dutch. It is offered, never taken for granted. */
export function suggestedLanguage(deps: AppDeps, accepted = ''): LanguageView | undefined {
  const wished = accepted.slice(0, MAX_HEADER).split(',').map((part) => {
    const [tag = '', ...parameters] = part.trim().toLowerCase().split(';');
    const quality = parameters.map((parameter) => /^\s*q=([\d.]+)\s*$/.exec(parameter)?.[1]).find((found) => found !== undefined);
    return { code: tag.split('-')[0] ?? '', quality: quality === undefined ? 1 : Number(quality) };
  });
  const codes = wished.filter(({ quality }) => quality > 0).toSorted((a, b) => b.quality - a.quality).map(({ code }) => code);
  const languages = deps.pages.languages;
  const first = codes.flatMap((code) => languages.find((language) => language.code === code) ?? [])[0];
  return first?.code === DUTCH ? undefined : first;
}
