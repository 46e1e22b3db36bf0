import { listOf } from '../words/lists.ts';

const SEPARABLE = /^(aan|achter|af|bij|binnen|door|in|kwijt|mee|na|om|op|over|samen|schoon|tegen|terug|thuis|toe|uit|vast|voor|weg)(?=\p{L}{4})/u;
const PREFIXED = /^(?:be|er|ge|her|ont|ver)\p{L}{3}/u;
const VOWEL_BEFORE_ONE = /([^aeiou]|^)([aeou])([bdfgklmnprstvz])$/;
const SHORTEST_PART = 3;
const JOINTS = ['', 's', 'e', 'en', 'n'];
const ENDINGS = ['', 'e', 's', 'en', 'n', "'s", 'je', 'jes', 'tje', 'tjes'];

/** Longer ones nobody reads at once, whatever they are made of. */
const MAX_LENGTH = 40;

let known: ReadonlySet<string> | undefined;
const hard = new Set(listOf('difficult'));

/** Whether a word in lower case is one that nearly everybody knows: by the lists, the rules for their forms, or two such words in one. */
export function isFrequent(word: string): boolean {
  known ??= allForms();
  if (hard.has(word) || word.length > MAX_LENGTH) return false;
  return isKnown(word, known) || word.split('-').every((part) => part !== '' && (isKnown(part, known) || isCompound(part, known)));
}

/** Whether a word is one that people stumble over in letters from the town hall. */
export function isDifficult(word: string): boolean {
  if (hard.has(word)) return true;
  known ??= allForms();
  // "Indienen" is no form of "indien".
  return !known.has(word) && ['e', 'en'].some((ending) => word.endsWith(ending) && hard.has(word.slice(0, -ending.length)));
}

function isKnown(word: string, words: ReadonlySet<string> | undefined): boolean {
  return words?.has(word) === true;
}

function isCompound(word: string, words: ReadonlySet<string> | undefined): boolean {
  for (let at = SHORTEST_PART; at <= word.length - SHORTEST_PART; at += 1) {
    if (!isKnown(word.slice(at), words)) continue;
    const before = word.slice(0, at);
    if (JOINTS.some((joint) => before.endsWith(joint) && before.length - joint.length >= SHORTEST_PART && isKnown(before.slice(0, before.length - joint.length), words))) return true;
  }
  return false;
}

function allForms(): Set<string> {
  const words = new Set(listOf('small'));
  for (const verb of listOf('verbs')) for (const form of verbForms(verb)) words.add(form);
  for (const noun of listOf('nouns')) for (const form of inflected(noun, ENDINGS)) words.add(form);
  for (const adjective of listOf('adjectives')) for (const form of inflected(adjective, ['', 'e', 'er', 'ere', 'st', 'ste', 's'])) words.add(form);
  return words;
}

/** "bomen" beside "bommen" and "boomen": more forms than there are, and none that is another word for long. */
function inflected(word: string, endings: readonly string[]): string[] {
  const stems = [word];
  const last = word.at(-1) ?? '';
  if (VOWEL_BEFORE_ONE.test(word)) stems.push(word + last);
  stems.push(word.replace(/([aeou])\1([bdfgklmnprstvz])$/, '$1$2'));
  return [...new Set(stems)].flatMap((stem) => [stem, softened(stem)]).flatMap((stem) => endings.map((ending) => stem + ending));
}

/** "brief" – "brieven", "huis" – "huizen". */
function softened(stem: string): string {
  return stem.replace(/([aeiou]{2}|[lrn])f$/, '$1v').replace(/([aeiou]{2}|[lrn])s$/, '$1z');
}

/** Of "aanmelden": aanmeldt, meld, meldt, melden, meldde, meldden, aangemeld, aan te melden as its words. */
function verbForms(verb: string): string[] {
  const [prefix = ''] = SEPARABLE.exec(verb) ?? [];
  return [...formsOf(verb), ...(prefix === '' ? [] : formsOf(verb.slice(prefix.length)).flatMap((form) => [form, prefix + form, `${prefix}te${form}`])), ...(prefix === '' ? [] : [`${prefix}ge${verb.slice(prefix.length)}`])];
}

function formsOf(verb: string): string[] {
  const stem = stemOf(verb);
  const isSoft = !/[tkfschp]$/.test(verb.replace(/en$/, ''));
  const past = isSoft ? 'd' : 't';
  const participle = `${PREFIXED.test(verb) ? '' : 'ge'}${stem}${stem.endsWith(past) ? '' : past}`;
  return [verb, stem, stem.endsWith('t') ? stem : `${stem}t`, `${stem}${past}e`, `${stem}${past}en`, participle, `${participle}e`, `ge${verb}`, `${verb}d`, `${verb}de`];
}

function stemOf(verb: string): string {
  const bare = verb.replace(/e?n$/, '');
  if (/([bdfgklmnprst])\1$/.test(bare)) return bare.slice(0, -1);
  const long = bare.replace(/([^aeiou]|^)([aeou])([bdfgklmnprstvz])$/, '$1$2$2$3');
  return long.replace(/v$/, 'f').replace(/z$/, 's');
}
