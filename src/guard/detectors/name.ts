import type { Candidate, Finding, Rule } from '../personal/detector.ts';
import { isFrequent } from '../plain/frequent.ts';
import { isFirstName, readName, type ReadName, SURNAMES } from '../personal/read-name.ts';
import { KNOWN_TO_ALL, OFFICE, PARTY, PLACE } from '../words/name-words.ts';

const RELATIVE =
  '(?:man|vrouw|zoon|zoontje|dochter|dochtertje|moeder|vader|broer|broertje|zus|zusje|partner|vriend|vriendin|buurman|buurvrouw|buurmeisje|buurjongen|kind|opa|oma|ex|ex-man|ex-vrouw|baby|kleinzoon|kleindochter|kleinkind|tante|oom|nicht|neef|collega|huisarts|mentor|bewindvoerder|gemachtigde|cliënt|client|stiefzoon|stiefdochter|schoonmoeder|schoonvader|pleegkind|pleegzoon|pleegdochter|verhuurder|huurder|huisgenoot|begeleider|begeleidster|mantelzorger|advocaat|casemanager|consulent|klantmanager|contactpersoon)';
/** Behind these a name is sure to come, so that lower case is one too. */
const SAYS_NAME =
  String.raw`(?:mijn (?:volledige |hele )?naam is|mijn naam:|(?:voor|achter|roep|meisjes|geboorte|familie)?naam is|ik heet|ik word (?:ook )?\p{L}{2,10} genoemd|je spreekt met|u spreekt met|spreekt u met|spreekt met|my name is|ich heiße|ich heisse|mein name ist|je m'appelle|mon nom est|me llamo|mi nombre es|nazywam się|mam na imię|benim adım|benim ismim|adım|mi chiamo|meno zovut|меня зовут|мене звати|моє ім'я|моє ім’я|اسمي|(?:hij|zij|ze|kind|zoon|dochter|zoontje|dochtertje|moeder|vader|partner|man|vrouw|baby|die) heet|genaamd|geheten)(?: dus| nu)?[ :]{1,3}`;
const LABEL = String.raw`(?:(?:voor|achter|roep|meisjes|geboorte|familie|bedrijfs)?na(?:am|men)(?: (?:en achternaam|aanvrager|kind|partner|bewoner|cliënt|betrokkene|van (?:mijn|het|de) \p{L}{2,16}(?: is)?))?|aanvrager|contactpersoon|ondergetekende|bewoner|cliënt|client|betrokkene|indiener|afzender|melder|ondertekend(?: door)?|getekend|was getekend|w\.g\.|name|tenaamgestelde|t\.?n\.?v\.?|ten name van)(?: ?[:=] ?| {1,2})`;
const ADDRESS = String.raw`(?:mevrouw|mevr|mej|mw|meneer|de heer|dhr|hr(?=\.)|heer|familie|fam|frau|herr|mrs|mister|madame|monsieur)\b(?:\.? {1,2}|\.(?=\p{L}))`;
const CLOSING = String.raw`(?:vriendelijke groet(?:en)?|hartelijke groet(?:en)?|vriendelijk groetend|warme groet|m\.? ?v\.? ?g\.?|groet(?:en|jes)?|vr\.? ?gr\.?|\bgr\.?|hoogachtend|hoogachtende groet|liefs|kind regards|best regards|mfg|mit freundlichen grüßen|cordialement|alvast bedankt|bij voorbaat dank)(?: van| namens)?[ ,.:!\n-]{1,6}`;
const INTRODUCES = String.raw`(?:ik ben(?: het,?)?|met|namens|i am|i'm|ich bin|je suis|jestem|soy|ben|я|t\.?a\.?v\.?|gemachtigde|door|voor|contact met|gesproken met|afspraak met|bij)(?: de)? {1,2}`;
const OF_MINE = String.raw`(?:(?:mijn|onze|m'n|zijn|haar|my) (?:${RELATIVE}|(?:voor|achter|roep|meisjes|familie)naam),?|(?:getrouwd|gehuwd|verloofd|samenwonend?) met|(?:gescheiden|weduwe|weduwnaar) van|buurman|buurvrouw|tante|oom|opa|oma) {1,2}`;

/** Endings of what somebody is: where from, of which trade. */
const IS_WHAT = /(?:er|se|ër|aan|ees|ist|ant|aar|ent|aans|isch|['-](?:er|s|\p{Ll}{3,20})|eur|euse|ling|loos|kundige|ige|lid|houder|moeder|vader|ouder)$/u;
/** From here on the wording says that it is a person. */
const SURE = 0.7;
const EDGE = String.raw`(?<![\p{L}\p{N}])`;
const OFFICE_BEFORE = new RegExp(String.raw`(?:^|[^\p{L}])${OFFICE}(?: van [\p{L}]{2,20}| (?:van|voor) [^.!?\n,]{2,60},)?,?[ \n]{0,4}(?:de heer|mevrouw|dhr\.?|mevr\.?|mw\.?|mr\.?|drs\.?|dr\.?|ir\.?|prof\.?|ing\.?|heer| ){0,4}(?:(?:\p{Lu}\.){1,5} ?)?$`, 'iu');
const OFFICE_AFTER = new RegExp(String.raw`^(?:,| is| als| was|,? de| \()? ?(?:de |als |onze )?(?:${OFFICE}(?![\p{L}])|${PARTY}\))|^ ?\((?:${PARTY}|[^)\n]{0,20}${OFFICE})`, 'iu');

export const name: readonly Rule[] = [
  rule(SAYS_NAME, 0.9, (read) => read.isCapital || read.isKnown || read.hasPrefix || read.words.length <= 3),
  rule(LABEL, 0.8, (read, { found, before }) => (/[:=]/.test(found) ? (read.isCapital || read.isKnown) && !/(?:straat|bedrijfs|bestands|gebruikers|domein|product|plaats|hand)$/i.test(before) : isSureCapital(read) && /tekende|aanvrager|bewoner|client|cliënt|t\.?n\.?v|name van/i.test(found))),
  rule(ADDRESS, 0.85, (read) => read.isCapital || read.isKnown || (read.hasPrefix && read.words.length === 1 && (read.words[0]?.length ?? 0) > 2 && !isFrequent(read.words[0] ?? ''))),
  rule(CLOSING, 0.75, (read, { found }) => (/dank/i.test(found) ? isSureCapital(read) : (read.isCapital && !found.startsWith('GR ')) || read.hasInitials || isFirstName(read.words[0] ?? ''))),
  rule(INTRODUCES, 0.7, isIntroduced),
  rule(OF_MINE, 0.7, (read) => !read.isCapital ? isFirstName(read.words[0] ?? '') : (read.isKnown || read.words.length > 1 || /^\p{Lu}\p{Ll}{2}/u.test(read.words[0] ?? '')) && (read.isKnown || !IS_WHAT.test(read.words[0] ?? ''))),
  capitalRule(String.raw`(?:beste|hallo|hoi|dag|lieve|geachte|hi|hey|dear|aan|van|vraag|vraagt|voor|door|en|belde|sprak|heeft|want|omdat|dat|of|kan|mag|moet|wil|is|krijgt|heet)[ ,:]{1,2}`, 0.5, (read, { found }) => isFullName(read) || (/^(?:beste|hallo|hoi|lieve|dag|hi|hey|dear)/i.test(found) && read.isCapital && isFirstName(read.words[0] ?? ''))),
  { type: 'name', pattern: /(?<![\p{L}\p{N}.'-]|\bde |\bhet |\bDe |\bHet )\p{Lu}[\p{L}\p{M}]{1,20}(?=[ -])/gu, judge: judgeUnasked },
  { type: 'name', pattern: /(?<![\p{L}\p{N}.'-])(?:\p{Lu}\.){1,5} ?(?=\p{Lu}\p{Ll}|van |de |der |den |ter |ten |el )/gu, judge: judgeInitials },
];

/** What a name with capitals begins with: a capital, a script that has none, or a form of address before it. */
const BEGINS_NAME = /[\p{Lu}\p{Lo}]|\p{Ll}['’]\p{Lu}|(?:de heer|heer|mevr?|mevrouw|mej|meneer|mw|dhr|hr|mr|drs?|ir|ing|prof|ds|fam|familie|mrs|ms|miss|herr|frau|madame|monsieur|pan|pani|bay|bayan|van|de|den|der|ter|ten|el|al|la|le|ben|bin|di|da|du|von|zu|op|in|'t)\b/uy;

function beginsName(text: string, at: number): boolean {
  BEGINS_NAME.lastIndex = at;
  return BEGINS_NAME.test(text);
}

/** The same for wordings that stand everywhere, behind which a name is one only with capitals. */
function capitalRule(wording: string, certainty: number, fits: (read: ReadName, candidate: Candidate) => boolean): Rule {
  const { judge, ...named } = rule(wording, certainty, fits);
  return { ...named, judge: (candidate) => (beginsName(candidate.text, candidate.end) ? judge(candidate) : undefined) };
}

/** A name that follows a wording, where what was read there fits it. */
function rule(wording: string, certainty: number, fits: (read: ReadName, candidate: Candidate) => boolean): Rule {
  return {
    type: 'name',
    pattern: new RegExp(`${EDGE}${wording}`, 'giu'),
    judge: (candidate) => {
      const read = readName(candidate.text, candidate.end);
      return read !== undefined && fits(read, candidate) ? found(read, candidate, certainty) : undefined;
    },
  };
}

/** A frequent first name with a surname behind it, without any wording before it. */
function judgeUnasked(candidate: Candidate): Finding | undefined {
  if (!isFirstName(candidate.found)) return undefined;
  const read = readName(candidate.text, candidate.start);
  return read !== undefined && isFullName(read) ? found(read, candidate, 0.5) : undefined;
}

function judgeInitials(candidate: Candidate): Finding | undefined {
  if (/^(?:B\.V|N\.V|V\.O|C\.V|U\.S|E\.U|K\.v|P\.O|A\.D)/.test(candidate.found)) return undefined;
  const read = readName(candidate.text, candidate.start);
  if (read === undefined || !read.isCapital) return undefined;
  const isTold = read.isKnown || (read.hasPrefix && read.words.length > 0) || (candidate.found.match(/\./g)?.length ?? 0) > 1;
  return isTold ? found(read, candidate, 0.5) : undefined;
}

/** "Ik ben Jan" and "namens Jan de Vries", but not "ik ben Nederlander" or "met Kerst". */
function isIntroduced(read: ReadName, { found }: Candidate): boolean {
  const isFirst = isFirstName(read.words[0] ?? '');
  if (/^(?:ik ben|i am|i'm|ich bin|je suis|jestem|soy)/i.test(found)) {
    if (!read.isCapital) return isFirst && (read.words.length < 4 || read.hasPrefix);
    return read.isKnown || read.hasInitials || !IS_WHAT.test(read.words[0] ?? '');
  }
  if (/^namens/i.test(found)) return read.isCapital && (isFirst || read.hasInitials || read.words.length > 1);
  return read.isCapital && (read.hasInitials || isFullName(read));
}

function isSureCapital(read: ReadName): boolean {
  return read.isCapital && (read.isKnown || read.hasInitials);
}

function isFullName(read: ReadName): boolean {
  return read.isCapital && read.words.length > 1 && isFirstName(read.words[0] ?? '') && !isPlace(read.words.at(-1) ?? '');
}

function isPlace(word: string): boolean {
  return PLACE.test(word) && !SURNAMES.has(word.toLowerCase());
}

/** The name, unless it is of somebody in office or of a place. */
function found({ start, end, words, hasInitials }: ReadName, { text, before, start: from }: Candidate, certainty: number): Finding | undefined {
  const said = before + text.slice(from, start);
  const after = text.slice(end, end + 60);
  if (KNOWN_TO_ALL.test(words.join(' '))) return undefined;
  if (OFFICE_BEFORE.test(said) || OFFICE_AFTER.test(after)) return undefined;
  const next = /^[ -]([\p{L}]{3,20})/u.exec(after)?.[1] ?? '';
  if (certainty < SURE && isPlace(words.at(-1) ?? '') && !hasInitials) return undefined;
  if (certainty < SURE && isPlace(/(\p{L}{3,30}) $/u.exec(said)?.[1] ?? '')) return undefined;
  if (PLACE.test(next) && /^\p{Lu}/u.test(next)) return undefined;
  return { start, end, certainty };
}
