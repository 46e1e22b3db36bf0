/** Verbs whose forms no ending explains. */
const IRREGULAR: Readonly<Record<string, string>> = {
  kreeg: 'krijg', kregen: 'krijg', gekregen: 'krijg', gedaan: 'doe', doet: 'doe', doen: 'doe', gaf: 'geef', gegeven: 'geef', genomen: 'neem', nam: 'neem',
  gebracht: 'breng', bracht: 'breng', gezocht: 'zoek', gesloten: 'sluit', gestolen: 'steel', gekozen: 'kies', koos: 'kies', gekomen: 'kom', kwam: 'kom',
  geschreven: 'schrijf', schreef: 'schrijf', gebleven: 'blijf', bleef: 'blijf', gevonden: 'vind', gesproken: 'spreek', gebleken: 'blijk', getrokken: 'trek',
  gebeurd: 'gebeur', gebruikt: 'gebruik', kinderen: 'kind', leden: 'lid', steden: 'stad', ziet: 'zie', zien: 'zie', gaat: 'ga', gaan: 'ga', staat: 'sta', staan: 'sta', gaven: 'geef',
  verstuurd: 'stuur', gestuurd: 'stuur', opgestuurd: 'stuur', verloren: 'verlies', betalen: 'betaal', bent: 'ben', bedragen: 'bedrag',
};
/** They part from their verb ("vraag aan"), and can turn its meaning over ("meld af"). */
export const PARTICLES: ReadonlySet<string> = new Set('aan af door in langs mee na om onder op over terug toe uit voor weg bij klaar door opnieuw'.split(' '));
const PREFIXES = [...PARTICLES].filter((particle) => particle !== 'om' && particle !== 'na').toSorted((a, b) => b.length - a.length);
const MIN_REST = 4;

export interface Stem {
  /** Of the whole word. */
  readonly whole: string;
  /** Of the verb without its particle: "vraag" of "aanvragen"; the whole where there is none. */
  readonly base: string;
  readonly particle?: string;
}

/** Words that are remembered: texts of one municipality have the same ones. */
const MAX_KNOWN = 20_000;
const known = new Map<string, Stem>();

/** @param word in lower case without accents. */
export function stemOf(word: string): Stem {
  const found = known.get(word) ?? read(word);
  if (known.size >= MAX_KNOWN) known.clear();
  known.set(word, found);
  return found;
}

function read(word: string): Stem {
  const particle = PREFIXES.find((prefix) => word.startsWith(prefix) && word.length - prefix.length >= MIN_REST);
  if (particle === undefined) return { whole: ending(word), base: ending(word) };
  const rest = word.slice(particle.length);
  const base = ending(rest.startsWith('te') && rest.length > 6 && /^te[^aeiou]/.test(rest) ? rest.slice(2) : rest);
  return { whole: particle + base, base, particle };
}

/** A word as a key: endings of Dutch off, doubled letters single. The same for all forms of a word; no word of its own. */
export function ending(word: string): string {
  const regular = Object.hasOwn(IRREGULAR, word) ? IRREGULAR[word] ?? word : word;
  let stem = regular;
  if (/^ge[^n].*[td]$/.test(stem) && stem.length > 6) stem = stem.slice(2);
  for (const pattern of [/heden$/, /(?<=..)en$/, /(?<=...)e$/, /(?<=...)s$/, /(?<=...)[td]{1,2}e?$/, /(?<=...)en$/, /(?<=...)s$/]) {
    const shorter = stem.replace(pattern, pattern.source === 'heden$' ? 'heid' : '');
    if (/[aeiouy]/.test(shorter) && shorter.length >= 3) stem = shorter.replace(/v$/, 'f').replace(/z$/, 's');
  }
  return stem.replaceAll(/([a-z])\1/g, '$1').replace(/v$/, 'f').replace(/z$/, 's');
}
