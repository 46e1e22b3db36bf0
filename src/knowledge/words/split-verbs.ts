/** What people ask of a municipality by verbs that come apart: "hoe vraag ik een paspoort aan?", where pages have "aanvragen". Each with its particle. */
const VERBS = `aan: vragen geven melden passen leveren bieden sluiten leggen
af: melden halen zeggen sluiten geven breken lossen betalen
door: geven sturen zetten
in: dienen leveren schrijven vullen zien trekken zamelen spreken halen
kwijt: schelden
mee: nemen brengen tellen denken doen
om: zetten wisselen ruilen zagen
op: halen zeggen vragen sturen geven ruimen hangen sporen lossen nemen stellen
open: stellen
over: schrijven dragen maken nemen
stop: zetten
terug: brengen krijgen betalen vragen sturen geven
toe: voegen sturen kennen
uit: schrijven stellen keren zoeken betalen lenen delen voeren
vast: leggen stellen
weg: gooien brengen halen slepen`;

/** The last e of "leveren", "wisselen" is not said long. */
const UNSTRESSED = /[aeiou][^aeiou]+e[lr]$/;
/** By particle and form ("aan vraagt") the verb. */
const WHOLE: ReadonlyMap<string, string> = new Map(
  VERBS.split('\n').flatMap((line) => {
    const [particle = '', verbs = ''] = line.split(': ');
    return verbs.split(' ').flatMap((verb) => formsOf(verb).map((form): [string, string] => [`${particle} ${form}`, particle + verb]));
  }),
);
const FORMS: ReadonlySet<string> = new Set([...WHOLE.keys()].map((key) => key.slice(key.indexOf(' ') + 1)));
const PARTICLES = new Set(VERBS.split('\n').map((line) => line.split(':')[0] ?? ''));
/** Behind a particle of a verb the clause ends, or goes on so; before anything else it is a preposition: "aan de balie". */
const GOES_ON = new Set('voor bij met als via online digitaal en of zonder wanneer om want maar dan na namens per'.split(' '));
const CLAUSE = /[.,;:!?\n]+/;
const WORD = /[\p{L}\p{M}]+/gu;

/**
 * The verbs of a text that stand in two pieces, whole: "hoe geef ik het aan?" gives "aangeven". Known ones alone, in the present.
 * Linear in the length of the text.
 */
export function wholeVerbs(text: string): string[] {
  const found = new Set<string>();
  for (const clause of text.toLowerCase().split(CLAUSE)) {
    const words = clause.match(WORD) ?? [];
    const before = new Set<string>();
    for (const [at, word] of words.entries()) {
      const next = words[at + 1];
      if (PARTICLES.has(word) && (next === undefined || GOES_ON.has(next))) for (const verb of before) found.add(WHOLE.get(`${word} ${verb}`) ?? '');
      if (FORMS.has(word)) before.add(word);
    }
  }
  found.delete('');
  return [...found];
}

/** "geven": geef, geeft, geven; "zeggen": zeg; "vragen": vraag. */
function formsOf(verb: string): string[] {
  const bare = verb.slice(0, -2);
  const short = bare.replace(/([bdfgklmnprst])\1$/, '$1');
  const stem = (short === bare && !UNSTRESSED.test(bare) ? bare.replace(/(^|[^aeiou])([aeou])([bdgklmnprstvz])$/, '$1$2$2$3') : short).replace(/v$/, 'f').replace(/z$/, 's');
  return verb === 'zien' || verb === 'doen' ? [verb, verb.slice(0, -1), `${verb.slice(0, -1)}t`] : [verb, stem, `${stem}t`];
}
