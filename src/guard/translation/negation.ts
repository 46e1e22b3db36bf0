/** Words, and in Turkish endings, that deny: what is allowed in one language must not be forbidden in the other. */
const DENIES: Readonly<Record<string, RegExp>> = {
  nl: /(?<!\p{L})(?:niet|geen|nooit|niemand|niets|nergens|zonder|noch|nee)(?!\p{L})/giu,
  en: /(?<!\p{L})(?:not|no|never|nobody|none|nothing|nowhere|without|cannot|neither|nor|unable)(?!\p{L})|n['’]t(?!\p{L})/giu,
  de: /(?<!\p{L})(?:nicht|kein\p{L}*|nie|niemals|niemand\p{L}*|nichts|nirgends|ohne|weder|nein)(?!\p{L})/giu,
  fr: /(?<!\p{L})(?:ne|pas|jamais|aucun\p{L}*|rien|personne|sans|ni|non)(?!\p{L})|(?<!\p{L})n['’](?=\p{L})/giu,
  es: /(?<!\p{L})(?:no|nunca|jamás|nadie|nada|ningun\p{L}*|ningún|sin|ni|tampoco)(?!\p{L})/giu,
  tr: /(?<!\p{L})(?:değil\p{L}*|yok\p{L}*|hiç\p{L}*|asla|olmadan|hayır)(?!\p{L})|\p{L}(?:m[ae]z|m[ae]d[ıi]|m[ae]y|m[ıiuü]yor|m[ae]m|m[ae]k?s[ıi]z|s[ıiuü]z)\p{L}*/giu,
  ar: /(?<!\p{L})(?:[وف]?لا|[وف]?ليس\p{L}*|[وف]?لم|[وف]?لن|غير|دون|بدون|عدم|كلا|أبدا|أبدًا)(?!\p{L})/gu,
  pl: /(?<!\p{L})(?:nie|nigdy|nikt|nic|nikogo|nigdzie|bez|żad\p{L}*|brak\p{L}*|ani)(?!\p{L})|(?<!\p{L})nie(?=\p{L}{4})/giu,
  uk: /(?<!\p{L})(?:не|ні|ніколи|ніхто|нічого|ніде|без|нема\p{L}*|жод\p{L}*|немож\p{L}*|нікого)(?!\p{L})/giu,
};
/** Words that deny in one language where another says it otherwise ("only"), so that only the loss of a denial is certain. */
const ONE_WAY = new Set(['tr', 'fr', 'pl']);

/** Whether a translation denies where the Dutch does, and does not where it does not. */
export function deniesAlike(dutch: string, translated: string, language: string): boolean {
  const denied = DENIES[language];
  if (denied === undefined) return true;
  const [here, there] = [count(dutch, DENIES['nl']), count(translated, denied)];
  if (here > 0) return there > 0;
  return ONE_WAY.has(language) ? !isDeniedPlainly(translated, language) : there === 0;
}

/** In these languages the surest words alone. */
function isDeniedPlainly(text: string, language: string): boolean {
  if (language === 'fr') return /(?<!\p{L})(?:pas|jamais)(?!\p{L})/iu.test(text) && /(?<!\p{L})(?:ne(?!\p{L})|n['’])/iu.test(text);
  if (language === 'pl') return /(?<!\p{L})nie(?!\p{L})/iu.test(text);
  return /(?<!\p{L})(?:değil\p{L}*|yok\p{L}*)(?!\p{L})/iu.test(text);
}

function count(text: string, pattern: RegExp | undefined): number {
  return pattern === undefined ? 0 : (text.match(pattern)?.length ?? 0);
}
