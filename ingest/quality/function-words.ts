/**
 * Words that carry a sentence and say nothing of its subject. Running text has one in three to five of them; a table, a list of
 * names and codes has next to none, whatever its letters remind of.
 */
const lists: Readonly<Record<string, string>> = {
  nl: 'de het een van en in is op te dat die voor met zijn niet aan er om ook als dan maar bij door over uit naar wordt worden kan of u uw wij ze hij deze dit tot geen meer heeft wel',
  fy: 'de it in fan en yn is op te dat dy foar mei binne net oan der om ek as dan mar by troch oer út nei wurdt wurde kin of jo jimme wy se hy dizze dit oant gjin mear hat wol wêze sille moat hawwe',
  en: 'the a an of and in is on to that which for with are not at it this as but by from or you your we they he be been can will if have has no more must may',
  de: 'der die das ein eine und in ist auf zu dass für mit sind nicht an es um auch als aber bei durch über aus nach wird werden kann oder sie ihr wir er den dem des im von zum zur haben hat nur',
  fr: 'le la les un une de des du et en est sur à que qui pour avec sont ne pas au aux il elle ce cette par dans ou vous votre nous se plus peut être a ont si',
  es: 'el la los las un una de del y en es a que por para con no se su al lo como más o pero sus le si usted puede ser son ha este esta',
  pt: 'o a os as um uma de do da dos das e em é que por para com não se ao no na como mais ou mas seu sua você pode ser são foi este esta ele',
  it: 'il la lo i gli le un una di del della e in è a che per con non si al nel come più o ma sono suo sua può essere da dal questo questa ha lei',
  pl: 'i w na z do się nie jest to że o od za po dla lub oraz jak przez przy które który są być może jego jej tym tego a ale czy można należy osoby państwa',
  ro: 'și în de la cu pe un o nu este sunt că care pentru din sau se mai ca dar prin al ai ale a fi au poate dumneavoastră această acest să',
  hu: 'a az és hogy nem is egy van meg ha de vagy csak már mint kell lehet ez azt el ki fel be ön után között által szerint minden',
  tr: 've bir bu için ile de da olarak olan veya en daha gibi kadar sonra önce göre her ne ya var yok değil ise tarafından sizin siz olabilir gerekir ki',
  ku: 'û li bi ji ku di de ew ev e bo jî na ne an ya yê yên xwe dikare hemû nav her heye nîne were ye ser min te me we',
};

const sets: ReadonlyMap<string, ReadonlySet<string>> = new Map(
  Object.entries(lists).map(([code, list]) => [code, new Set(list.split(' '))]),
);

/** The share of words, 0 to 1, that are function words of a language; undefined for a language not written with Latin letters. */
export function functionWordShare(words: readonly string[], code: string): number | undefined {
  const set = sets.get(code);
  if (set === undefined) return undefined;
  return words.length === 0 ? 0 : words.filter((word) => set.has(word)).length / words.length;
}
