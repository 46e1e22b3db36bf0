/** Month and day names as spreadsheet formats write them; longest first, so that `Mar` does not match in `March`. */
const names: readonly (readonly [string, string])[] = [
  ['January', 'januari'], ['February', 'februari'], ['March', 'maart'], ['April', 'april'], ['May', 'mei'],
  ['June', 'juni'], ['July', 'juli'], ['August', 'augustus'], ['September', 'september'], ['October', 'oktober'],
  ['November', 'november'], ['December', 'december'], ['Monday', 'maandag'], ['Tuesday', 'dinsdag'],
  ['Wednesday', 'woensdag'], ['Thursday', 'donderdag'], ['Friday', 'vrijdag'], ['Saturday', 'zaterdag'],
  ['Sunday', 'zondag'], ['Jan', 'jan'], ['Feb', 'feb'], ['Mar', 'mrt'], ['Apr', 'apr'], ['Jun', 'jun'], ['Jul', 'jul'],
  ['Aug', 'aug'], ['Sep', 'sep'], ['Oct', 'okt'], ['Nov', 'nov'], ['Dec', 'dec'], ['Mon', 'ma'], ['Tue', 'di'],
  ['Wed', 'wo'], ['Thu', 'do'], ['Fri', 'vr'], ['Sat', 'za'], ['Sun', 'zo'],
];
const dutch = new Map(names);
const english = new RegExp(`\\b(?:${names.map(([name]) => name).join('|')})\\b`, 'g');

/** A date as a format wrote it, with the names of months and days in Dutch. */
export const dutchDate = (shown: string): string => shown.replace(english, (name) => dutch.get(name) ?? name);

/** A number as a format wrote it, with a comma before decimals and points between thousands. */
export const dutchNumber = (shown: string): string =>
  shown.replace(/(?<=\d)[.,](?=\d)/g, (mark) => (mark === '.' ? ',' : '.'));
