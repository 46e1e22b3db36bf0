import type { Wording } from './wording.ts';

const GAP = String.raw`(?:[^\s]{1,24}\s{1,3}){0,4}?`;

interface Language {
  readonly drop: string;
  readonly rules: string;
  readonly show: string;
  readonly prompt: string;
  readonly role: string;
}

/** The same demands in the languages of residents. What is ignored may stand before or after the word for it. */
const LANGUAGES: readonly Language[] = [
  {
    drop: 'ignoriere?n?|ignorier|vergiss|vergessen sie|missachte|umgehe|überschreibe',
    rules: 'anweisungen?|regeln|instruktionen|vorgaben|richtlinien|befehle|einschränkungen|prompts?',
    show: 'zeige?|zeigen|gib|nenne|verrate|wiederhole|drucke|schreibe',
    prompt: 'system-?prompts?|systemanweisung\\p{L}{0,3}|deine anweisungen|deine regeln|ihre anweisungen',
    role: 'du bist (?:jetzt|ab jetzt|nun|ab sofort) |tu so,? als|spiele die rolle|verhalte dich (?:wie|als)|gib dich als|handle als|ab (?:jetzt|sofort) (?:antwortest|bist|sprichst|handelst) du',
  },
  {
    drop: 'ignore[zr]?|oublie[zr]?|contourne[zr]?|ne tiens? (?:plus |pas )?compte|neglige[zr]?',
    rules: 'instructions?|consignes?|règles?|regles?|directives?|restrictions?|ordres',
    show: 'affiche[zr]?|montre[zr]?|donne[zr]?|révèle[zr]?|revele[zr]?|répète|repete[zr]?|écris|ecris',
    prompt: 'prompt|instructions système|instructions systeme|message système|message systeme|tes instructions|vos instructions|consignes initiales',
    role: "tu es (?:maintenant|désormais|desormais) |vous êtes (?:maintenant|désormais) |vous etes maintenant |fais comme si|fais semblant|agis (?:comme|en tant)|comporte-toi comme|joue le rôle|joue le role",
  },
  {
    drop: 'ignora(?:r|d)?|ignore|olvida(?:r|te)?|omite|salta(?:te)?|descarta|desobedece',
    rules: 'instrucciones|instrucción|reglas|directrices|indicaciones|órdenes|ordenes|restricciones|normas anteriores',
    show: 'muestra|muéstrame|muestrame|revela|dime|repite|imprime|enseña|ensena|escribe',
    prompt: 'prompt|instrucciones del sistema|tus instrucciones|mensaje del sistema|tus reglas',
    role: 'ahora eres |a partir de ahora eres|actúa como|actua como|finge (?:que|ser)|haz como si|compórtate como|comportate como',
  },
  {
    drop: 'yok say\\p{L}{0,6}|görmezden gel\\p{L}{0,4}|gormezden gel\\p{L}{0,4}|unut\\p{L}{0,4}|dikkate alma\\p{L}{0,4}|goz ardi et|göz ardı et\\p{L}{0,3}',
    rules: 'talimat\\p{L}{0,10}|kural\\p{L}{0,10}|yönerge\\p{L}{0,10}|yonerge\\p{L}{0,10}|komut\\p{L}{0,10}|emir\\p{L}{0,8}',
    show: 'göster\\p{L}{0,4}|goster\\p{L}{0,4}|yazdır\\p{L}{0,4}|yazdir|söyle|soyle|açıkla|tekrarla|paylaş',
    prompt: 'sistem istem\\p{L}{0,6}|sistem prompt\\p{L}{0,6}|sistem mesaj\\p{L}{0,6}|sistem talimat\\p{L}{0,8}|promptunu|istemini',
    role: 'artık sen (?:bir )?|artik sen |şu andan itibaren sen|sen artık|sen artik|gibi davran|rolünü oyna|rolunu oyna|rolüne gir',
  },
  {
    drop: 'تجاهل\\p{L}{0,3}|انس\\p{L}{0,3}|أهمل|تجاوز|اهمل|لا تتبع|تنس\\p{L}{0,2}|تتجاهل\\p{L}{0,2}',
    rules: 'التعليمات|تعليمات\\p{L}{0,3}|القواعد|قواعد\\p{L}{0,3}|الأوامر|الاوامر|التوجيهات|القيود|الإرشادات',
    show: 'اعرض|أظهر|اظهر|اكشف|اطبع|كرر|أخبرني|اكتب|ما هي|ما هو',
    prompt: 'موجه النظام|مطالبة النظام|تعليمات النظام|تعليماتك|برومبت|رسالة النظام|البرومبت',
    role: 'أنت الآن|انت الان|تظاهر|تصرف ك\\p{L}{0,12}|العب دور|من الآن فصاعدا|تتصرف ك|تتظاهر',
  },
  {
    drop: 'zignoruj\\p{L}{0,3}|ignoruj\\p{L}{0,3}|zapomnij\\p{L}{0,3}|pomiń|pomin|obejdź|nie przestrzegaj|odrzuć',
    rules: 'instrukcj\\p{L}{0,4}|polece\\p{L}{0,4}|zasad\\p{L}{0,3}|reguł\\p{L}{0,3}|regul\\p{L}{0,3}|wytyczn\\p{L}{0,4}|ogranicze\\p{L}{0,4}',
    show: 'pokaż|pokaz|wyświetl|wyswietl|ujawnij|podaj|powtórz|powtorz|wypisz|napisz|zdradź',
    prompt: 'prompt\\p{L}{0,3}(?: systemow\\p{L}{1,3})?|instrukcj\\p{L}{1,3} systemow\\p{L}{1,3}|swoje instrukcje|twoje instrukcje',
    role: 'jesteś teraz|jestes teraz|od teraz jesteś|od teraz jestes|udawaj|zachowuj się jak|zachowuj sie jak|wciel się|odgrywaj rolę|zagraj rolę',
  },
  {
    drop: 'ігноруй\\p{L}{0,3}|проігноруй\\p{L}{0,3}|забудь\\p{L}{0,3}|не зважай|обійди|знехтуй',
    rules: 'інструкці\\p{L}{0,3}|вказівк\\p{L}{0,3}|правил\\p{L}{0,3}|настанов\\p{L}{0,3}|обмежен\\p{L}{0,4}|команд\\p{L}{0,3}',
    show: 'покажи|виведи|розкрий|надрукуй|повтори|скажи|напиши',
    prompt: 'системн\\p{L}{1,3} (?:промпт|запит|підказк|інструкці|повідомлен)\\p{L}{0,3}|промпт\\p{L}{0,3}|свої інструкції|твої інструкції',
    role: 'ти тепер|тепер ти|відтепер ти|уяви,? що ти|вдавай|прикинься|поводься як|зіграй роль|дій як',
  },
  {
    drop: 'игнорируй\\p{L}{0,3}|проигнорируй\\p{L}{0,3}|забудь\\p{L}{0,3}|не обращай внимания|обойди|пренебреги|отбрось',
    rules: 'инструкци\\p{L}{0,3}|указани\\p{L}{0,3}|правил\\p{L}{0,3}|команд\\p{L}{0,3}|ограничени\\p{L}{0,3}|предписани\\p{L}{0,3}',
    show: 'покажи|выведи|раскрой|напечатай|повтори|скажи|напиши',
    prompt: 'системн\\p{L}{1,3} (?:промпт|запрос|подсказк|инструкци|сообщени)\\p{L}{0,3}|промпт\\p{L}{0,3}|свои инструкции|твои инструкции',
    role: 'ты теперь|теперь ты|отныне ты|представь,? что ты|притворись|веди себя как|сыграй роль|действуй как',
  },
  {
    drop: 'ignora(?:re|te)?|dimentica(?:re|te)?|ignore|esqueça|esqueca|desconsidere|ignorera|glöm|ignorer|glem|ignorați|ignoră|uită',
    rules: 'istruzioni|regole|instruções|instrucoes|regras|instruktioner|regler|instrukser|instrucțiunile|instructiunile|regulile',
    show: 'mostra(?:mi)?|rivela|mostre|revele|visa|vis|arată|arata',
    prompt: 'prompt\\p{L}{0,4}(?: di sistema| do sistema)?|systemprompt\\p{L}{0,3}|systemmeddelande',
    role: 'ora sei |adesso sei|fai finta|agisci come|agora você é|agora voce e |finja|du är nu |du er nå |acum ești',
  },
];

const EDGE = String.raw`(?<![\p{L}\p{N}])`;

/** Not enough by itself: there are things without rules. */
const UNLIMITED: Wording = { reason: 'role-play', weight: 0.45, pattern: String.raw`${EDGE}(?:ohne (?:regeln|einschränkungen|filter)|sans (?:restrictions|limites|filtre|règles)|sin (?:límites|restricciones|reglas|filtros)|kısıtlama(?:lar)? olmadan|bez (?:ograniczeń|zasad|filtrów)|без (?:обмежень|правил|ограничений)|بلا قيود|بدون قيود|senza (?:restrizioni|regole))(?!\p{L})` };

/** Of every language: rules to be left, the prompt to be shown, another role. */
export const OTHER_LANGUAGES: readonly Wording[] = [...LANGUAGES.flatMap(({ drop, rules, show, prompt, role }) => [
  { reason: 'ignore-rules', weight: 0.75, pattern: String.raw`${EDGE}(?:${drop})\s{1,3}${GAP}(?:${rules})(?!\p{L})|${EDGE}(?:${rules})\s{1,3}${GAP}(?:${drop})(?!\p{L})` },
  { reason: 'reveal-prompt', weight: 0.7, pattern: String.raw`${EDGE}(?:${show})\s{1,3}${GAP}(?:${prompt})(?!\p{L})|${EDGE}(?:${prompt})\s{1,3}${GAP}(?:${show})(?!\p{L})` },
  { reason: 'role-play', weight: 0.55, pattern: String.raw`${EDGE}(?:${role})` },
] as const), UNLIMITED];
