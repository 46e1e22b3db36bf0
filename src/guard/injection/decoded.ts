const LEET: Readonly<Record<string, string>> = { '0': 'o', '1': 'i', '3': 'e', '4': 'a', '5': 's', '7': 't', '@': 'a', $: 's', '!': 'i', '|': 'l', '€': 'e', '8': 'b', '9': 'g', '+': 't' };
/** Every text can be rewritten; only where one of these words comes out is it worth reading. */
const TELLING_WORDS =
  'instruc instruk prompt regel rule system systeem sistem negeer vergeet ignor forget disregard bent_nu are_now act_as alsof jailbreak beperking restrict wachtwoord password richtlijn guideline opdracht namens anweisung consigne talimat kural polece zasad інструкц правил инструкц تعليمات قواعد'
    .split(' ')
    .map((word) => word.replace('_', ' '));
const TELLING = new RegExp(TELLING_WORDS.join('|'), 'i');
/** What those words look like in a text that is turned around, or turned thirteen letters on. */
const TELLING_ROTATED = new RegExp(TELLING_WORDS.map(rotated).join('|'), 'i');
const TELLING_REVERSED = new RegExp(TELLING_WORDS.map(reversed).join('|'), 'i');
const MOST_PAYLOADS = 20;

/** The texts that may be hidden in a text: each reads differently from it, and most are nonsense. */
export function decodedTexts(text: string): string[] {
  const leet = leetspeak(text);
  const rewritten = [...spaced(text), leet, leet !== undefined && TELLING_REVERSED.test(leet) ? reversed(leet) : undefined, acrostic(text), TELLING_ROTATED.test(text) ? rotated(text) : undefined, TELLING_REVERSED.test(text) ? reversed(text) : undefined, unjoined(text)].filter((one) => one !== undefined && TELLING.test(one));
  return [...rewritten, ...escaped(text), ...payloads(text), unquoted(text)].filter((one): one is string => one !== undefined && one !== text);
}

/** "N e g e e r  a l l e": letters with a space or sign between, and more of them between words. */
function spaced(text: string): string[] {
  const runs = text.match(/(?<![\p{L}\p{N}])[\p{L}\p{N}](?:[ .\-_*|/]{1,3}[\p{L}\p{N}](?![\p{L}\p{N}])){7,400}/gu) ?? [];
  return runs.slice(0, MOST_PAYLOADS).flatMap((run) => {
    // Where signs stand between letters, a space stands between words.
    const between = /[.\-_*|/]/.test(run) ? / {1,3}/ : / {2,3}/;
    const words = run.split(between).map((word) => word.replaceAll(/[ .\-_*|/]/g, ''));
    return [words.join(' '), respaced(words.join(''))];
  });
}

/** Words that were run together, with spaces before those that tell. */
function respaced(text: string): string {
  return text.replaceAll(/(negeer|vergeet|toon|geef|ignore|forget|show|alle|eerdere|vorige|voorgaande|bovenstaande|jouw|je|instructies|instructions|previous|all|prior|your|regels|rules|prompt|systeem|system)/gi, ' $1 ').replaceAll(/ {2,}/g, ' ');
}

/** An order in the capitals of a text, of which other letters distract. */
function acrostic(text: string): string | undefined {
  if (!/\p{Ll}/u.test(text)) return undefined;
  const capitals = (text.match(/\p{Lu}/gu) ?? []).join('');
  return capitals.length < 8 || !TELLING.test(capitals) ? undefined : respaced(capitals.toLowerCase());
}

/** Only where digits or signs stand inside words. */
function leetspeak(text: string): string | undefined {
  if (!/\p{L}[0134578@$!|€+9]\p{L}|\p{L}{2}[01345@$!]{1,2}(?!\p{L}|\d)|(?<![\p{L}\d])[0134578@$!]\p{L}{2}/u.test(text)) return undefined;
  return text.replaceAll(/[^\s]{1,60}/gu, (word) => (/\p{L}/u.test(word) ? word.replaceAll(/[01345789@$!|€+](?=.|$)/g, (sign, at: number) => (at === word.length - 1 && sign === '!' ? sign : (LEET[sign] ?? sign))) : word));
}

function rotated(text: string): string {
  return text.replaceAll(/[a-z]/gi, (letter) => {
    const base = letter <= 'Z' ? 65 : 97;
    return String.fromCharCode(((letter.charCodeAt(0) - base + 13) % 26) + base);
  });
}

function reversed(text: string): string {
  return text.split('').toReversed().join('');
}

/** "negeer-alle-eerdere-instructies": words with a sign between instead of a space. */
function unjoined(text: string): string | undefined {
  return /\p{L}[-_./+*|]\p{L}{1,30}[-_./+*|]\p{L}/u.test(text) ? text.replaceAll(/(?<=\p{L})[-_./+*|]{1,2}(?=\p{L})/gu, ' ') : undefined;
}

/** Percent, HTML and backslash escapes. */
function escaped(text: string): string[] {
  if (!/%[\da-f]{2}|&#x?[\da-f]{2}|\\[ux][\da-f]{2}/i.test(text)) return [];
  return [
    text
      .replaceAll(/%([\da-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
      .replaceAll(/&#x([\da-f]{2,4});?/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
      .replaceAll(/&#(\d{2,4});?/g, (_, decimal: string) => String.fromCharCode(Number(decimal)))
      .replaceAll(/\\(?:u00|x)([\da-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
  ];
}

/** Base64, hexadecimal and binary that read as text. */
function payloads(text: string): string[] {
  const base64 = (text.match(/[A-Za-z\d+/_-]{16,8000}={0,2}/g) ?? []).slice(0, MOST_PAYLOADS).map((found) => Buffer.from(found, 'base64').toString('utf8'));
  const hex = (text.match(/(?:(?:0x|\\x)?[\da-f]{2}[ ,:]?){10,4000}/gi) ?? []).slice(0, MOST_PAYLOADS).map((found) => Buffer.from(found.replaceAll(/0x|\\x|[ ,:]/gi, ''), 'hex').toString('utf8'));
  const bits = (text.match(/(?:[01]{8} ?){8,4000}/g) ?? []).slice(0, MOST_PAYLOADS).map((found) => Buffer.from((found.match(/[01]{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2))).toString('utf8'));
  return [...base64, ...hex, ...bits].filter(isReadable).flatMap((found) => [found, ...(found.includes(' ') ? [] : [rotated(found)])]);
}

function isReadable(text: string): boolean {
  const letters = text.match(/[\p{L} .,!?'-]/gu)?.length ?? 0;
  return letters / text.length > 0.85;
}

/** "'neg' + 'eer alle'": pieces of text that are put together. */
function unquoted(text: string): string | undefined {
  return /["'] {0,2}\+ {0,2}["']/.test(text) ? text.replaceAll(/["'] {0,2}\+ {0,2}["']/g, '') : undefined;
}
