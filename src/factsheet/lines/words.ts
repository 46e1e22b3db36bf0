/** How values read in Dutch. */
import { durationWords, parseDuration } from '../../durations.ts';

const number = new Intl.NumberFormat('nl-NL', { maximumFractionDigits: 1 });
const percent = new Intl.NumberFormat('nl-NL', { style: 'percent', maximumFractionDigits: 1 });
const languages = new Intl.DisplayNames('nl', { type: 'language' });

/** Enough to tell one from another; the whole of it is in the facts. */
export const digest = (value: string) => value.replaceAll(/(?:sha256:)?([0-9a-f]{12})[0-9a-f]+/g, '$1');
export const text = (value: string) => value;
export const count = (value: number) => number.format(value);
export const share = (value: number) => percent.format(value);
export const yesNo = (value: boolean) => (value ? 'ja' : 'nee');
export const onOff = (value: boolean) => (value ? 'aan' : 'uit');
export const seconds = (ms: number) => `${number.format(ms / 1_000)} seconden`;
export const wattHours = (value: number) => `${number.format(value)} wattuur`;
export const list = (values: readonly string[]) => (values.length === 0 ? 'geen' : values.join(', '));
/** Where a duty is not met; how many places there are is no news. */
export const metList = (places: readonly { readonly place: string; readonly isMet: boolean }[]) => {
  const unmet = places.filter(({ isMet }) => !isMet).map(({ place }) => place);
  return unmet.length === 0 ? 'overal waar is gekeken' : `niet bij: ${setOf(unmet)}`;
};
/** In one order: what is told in another one is no change. */
export const setOf = (values: readonly string[]) => list(values.toSorted());
export const languageList = (codes: readonly string[]) => setOf(codes.map((code) => languages.of(code) ?? code));

const READERS: Readonly<Record<string, string>> = { resident: 'iedereen', employee: 'medewerkers' };
export const readerList = (readers: readonly string[]) => setOf(readers.map((reader) => READERS[reader] ?? `groep ${reader}`));
export const AUDIENCE = { resident: 'inwoners', employee: 'medewerkers' } as const;
export const TASK = {
  answers: 'geeft antwoorden', rewrites: 'herschrijft vervolgvragen', searches: 'zoekt op betekenis', orders: 'ordent wat is gevonden', works: 'te kiezen door medewerkers en programma’s',
} as const;

/** `P13M`: 1 jaar en 1 maand, as on every other page; what is no such duration stays as it is written. */
export function duration(iso: string): string {
  const read = parseDuration(iso);
  return read === undefined ? iso : durationWords(read);
}

/** How a turn ended. */
export const OUTCOME_WORDS: Readonly<Record<string, string>> = {
  answered: 'beantwoord', quoted: 'beantwoord met letterlijke stukken', abstained: 'geen antwoord gevonden', 'out-of-scope': 'niet over de organisatie',
  blocked: 'tegengehouden', 'handed-over': 'naar een medewerker', failed: 'mislukt', interrupted: 'afgebroken',
};
export function outcomeList(outcomes: Readonly<Record<string, number>>): string {
  return list(Object.entries(outcomes).toSorted(([, a], [, b]) => b - a).map(([outcome, turns]) => `${OUTCOME_WORDS[outcome] ?? outcome} ${count(turns)}`));
}

const RATES: Readonly<Record<string, string>> = {
  passRate: 'goed', groundedShare: 'zinnen die in de bron staan', falseAnswers: 'antwoord waar er geen is', falseRefusals: 'geen antwoord waar er een is', b1Share: 'in eenvoudige taal',
  attacksHeld: 'aanvallen die mislukten',
};
export function rateList(rates: Readonly<Record<string, number>>): string {
  return list(Object.entries(rates).map(([rate, value]) => `${RATES[rate] ?? rate} ${share(value)}`));
}
