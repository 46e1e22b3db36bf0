import type { Wording } from './wording.ts';

const GAP = String.raw`(?:[^\s]{1,24}\s{1,3}){0,4}?`;

interface Language {
  readonly drop: string;
  readonly rules: string;
  readonly show: string;
  readonly prompt: string;
  /** Whose rules they are, said to one whom one knows; absent where it is said in the word itself. */
  readonly your?: string;
  readonly role: string;
  /** "All that you were told", as far as it says what is to be dropped. */
  readonly told: string;
}

/** The same demands in the languages of residents. What is ignored may stand before or after the word for it. */
const LANGUAGES: readonly Language[] = [
  {
    drop: 'ignoriere?n?|ignorier|vergiss|vergessen sie|missachte|umgehe|überschreibe',
    rules: 'anweisungen?|regeln|instruktionen|vorgaben|richtlinien|befehle|einschränkungen|prompts?',
    your: 'deine[nr]?',
    show: 'zeige?|zeigen|gib|nenne|verrate|wiederhole|drucke|schreibe',
    prompt: 'system-?prompts?|systemanweisung\\p{L}{0,3}|ihre anweisungen',
    role: 'du bist (?:jetzt|ab jetzt|nun|ab sofort) |tu so,? als|spiele? die rolle|verhalte dich (?:wie|als)|gib dich als|handle als|ab (?:jetzt|sofort) (?:antwortest|bist|sprichst|handelst) du',
    told: '(?:alles|all das),? (?:was|das)[^.!?]{0,30}(?:dir|ihnen|du)[^.!?]{0,30}(?:gesagt|erklärt|beigebracht|vorgegeben|bekommen)|ursprünglichen? (?:auftrag|anweisung|text)',
  },
  {
    drop: 'ignore[zr]?|oublie[zr]?|contourne[zr]?|ne tiens? (?:plus |pas )?compte|neglige[zr]?',
    rules: 'instructions?|consignes?|règles?|regles?|directives?|restrictions?|ordres',
    your: 'tes|ton',
    show: 'affiche[zr]?|montre[zr]?|donne[zr]?|révèle[zr]?|revele[zr]?|répète|repete[zr]?|écris|ecris',
    prompt: 'prompt|instructions système|instructions systeme|message système|message systeme|vos instructions|consignes initiales',
    role: "tu es (?:maintenant|désormais|desormais) |vous êtes (?:maintenant|désormais) |vous etes maintenant |fais comme si|fais semblant|agis (?:comme|en tant)|comporte-toi comme|joue le rôle|joue le role",
    told: "tout ce (?:qu'on|que)[^.!?]{0,30}(?:t'a|vous a|te|tu)[^.!?]{0,30}(?:dit|appris|demandé|donné)|ta configuration|tes consignes|votre configuration",
  },
  {
    drop: 'ignora(?:r|d)?|ignore|olvida(?:r|te)?|omite|salta(?:te)?|descarta|desobedece',
    rules: 'instrucciones|instrucción|reglas|directrices|indicaciones|órdenes|ordenes|restricciones|normas anteriores',
    your: 'tus?',
    show: 'muestra|muéstrame|muestrame|revela|dime|repite|imprime|enseña|ensena|escribe',
    prompt: 'prompt|instrucciones del sistema|mensaje del? sistema',
    role: 'ahora eres |a partir de ahora eres|actúa como|actua como|finge (?:que|ser)|haz como si|compórtate como|comportate como',
    told: 'todo lo que (?:te|se te|le)[^.!?]{0,30}(?:dicho|dijeron|enseñado|indicado)|tu configuración|tus directrices',
  },
  {
    drop: 'yok say\\p{L}{0,6}|görmezden gel\\p{L}{0,4}|gormezden gel\\p{L}{0,4}|unut\\p{L}{0,4}|dikkate alma\\p{L}{0,4}|goz ardi et|göz ardı et\\p{L}{0,3}',
    rules: 'talimat\\p{L}{0,10}|kural\\p{L}{0,10}|yönerge\\p{L}{0,10}|yonerge\\p{L}{0,10}|komut\\p{L}{0,10}|emir\\p{L}{0,8}',
    your: 'senin|kendi',
    show: 'göster\\p{L}{0,4}|goster\\p{L}{0,4}|yazdır\\p{L}{0,4}|yazdir|söyle|soyle|yaz(?:ın|ar mısın)?|açıkla|tekrarla|paylaş',
    prompt: 'sistem istem\\p{L}{0,6}|sistem prompt\\p{L}{0,6}|sistem mesaj\\p{L}{0,6}|sistem talimat\\p{L}{0,8}|promptunu|istemini',
    role: 'artık sen (?:bir )?|artik sen |şu andan itibaren sen|sen artık|sen artik|gibi davran|rolünü oyna|rolunu oyna|rolüne gir',
    told: '(?:sana|size) (?:şimdiye kadar |daha önce |önceden )?(?:söylenen|verilen|öğretilen)[^.!?]{0,16}(?:her şey\\p{L}{0,4}|hepsi\\p{L}{0,4}|talimat\\p{L}{0,8})|gizli (?:komut|talimat)\\p{L}{0,8}',
  },
  {
    drop: 'تجاهل\\p{L}{0,3}|انس\\p{L}{0,3}|أهمل|تجاوز|اهمل|لا تتبع|تنس\\p{L}{0,2}|تتجاهل\\p{L}{0,2}',
    rules: 'التعليمات|تعليمات\\p{L}{0,3}|القواعد|قواعد\\p{L}{0,3}|الأوامر|الاوامر|التوجيهات|القيود|الإرشادات',
    show: 'اعرض|أظهر|اظهر|اكشف|اطبع|كرر|أخبرني|اكتب|ما هي|ما هو',
    prompt: 'موجه النظام|مطالبة النظام|تعليمات النظام|تعليماتك|برومبت|رسالة النظام|البرومبت',
    role: 'أنت الآن|انت الان|تظاهر|تصرف ك\\p{L}{0,12}|العب دور|من الآن فصاعدا|تتصرف ك|تتظاهر',
    told: 'كل ما (?:قيل|طُلب|طلب|علمت|تعلمت|ذكر)[^.!?]{0,20}|التعليمات الأصلية|التعليمات السرية',
  },
  {
    drop: 'zignoruj\\p{L}{0,6}|ignoruj\\p{L}{0,6}|zapomnij\\p{L}{0,6}|pomiń|pomin|obejdź|nie przestrzegaj|odrzuć',
    rules: 'instrukcj\\p{L}{0,6}|polece\\p{L}{0,6}|zasad\\p{L}{0,6}|reguł\\p{L}{0,6}|regul\\p{L}{0,6}|wytyczn\\p{L}{0,6}|ogranicze\\p{L}{0,6}',
    your: 'sw[oó]j\\p{L}{0,4}|tw[oó]j\\p{L}{0,4}',
    show: 'pokaż|pokaz|wyświetl|wyswietl|ujawnij|podaj|powtórz|powtorz|wypisz|napisz|zdradź',
    prompt: 'prompt\\p{L}{0,6}(?: systemow\\p{L}{1,6})?|instrukcj\\p{L}{1,6} systemow\\p{L}{1,6}',
    role: 'jesteś teraz|jestes teraz|od teraz jesteś|od teraz jestes|udawaj|zachowuj się jak|zachowuj sie jak|wciel się|odgrywaj rolę|zagraj rolę',
    told: 'wszystk\\p{L}{1,6},? co (?:ci|tobie|wam)[^.!?]{0,30}(?:powiedzian\\p{L}{1,6}|mówion\\p{L}{1,6}|kazan\\p{L}{1,6})',
  },
  {
    drop: 'ігноруй\\p{L}{0,6}|проігноруй\\p{L}{0,6}|забудь\\p{L}{0,6}|не зважай|обійди|знехтуй',
    rules: 'інструкці\\p{L}{0,6}|вказівк\\p{L}{0,6}|правил\\p{L}{0,6}|настанов\\p{L}{0,6}|обмежен\\p{L}{0,6}|команд\\p{L}{0,6}',
    your: 'свої\\p{L}?|твої\\p{L}?|свій|твій',
    show: 'покажи|виведи|розкрий|надрукуй|повтори|скажи|напиши',
    prompt: 'системн\\p{L}{1,6} (?:промпт|запит|підказк|інструкці|повідомлен)\\p{L}{0,6}|промпт\\p{L}{0,6}',
    role: 'ти тепер|тепер ти|відтепер ти|уяви,? що ти|вдавай|прикинься|поводься як|зіграй роль|дій як',
    told: '(?:усе|все),? що (?:тобі|вам)[^.!?]{0,30}(?:казали|сказали|сказано|говорили|наказали)',
  },
  {
    drop: 'игнорируй\\p{L}{0,6}|проигнорируй\\p{L}{0,6}|забудь\\p{L}{0,6}|не обращай внимания|обойди|пренебреги|отбрось',
    rules: 'инструкци\\p{L}{0,6}|указани\\p{L}{0,6}|правил\\p{L}{0,6}|команд\\p{L}{0,6}|ограничени\\p{L}{0,6}|предписани\\p{L}{0,6}',
    your: 'сво[ийюё]\\p{L}?|тво[ийюё]\\p{L}?',
    show: 'покажи|выведи|раскрой|напечатай|повтори|скажи|напиши',
    prompt: 'системн\\p{L}{1,6} (?:промпт|запрос|подсказк|инструкци|сообщени)\\p{L}{0,6}|промпт\\p{L}{0,6}',
    role: 'ты теперь|теперь ты|отныне ты|представь,? что ты|притворись|веди себя как|сыграй роль|действуй как',
    told: '(?:всё|все),? что (?:тебе|вам)[^.!?]{0,30}(?:говорили|сказали|сказано|велели)',
  },
  {
    drop: 'ignora(?:re|te)?|dimentica(?:re|te)?|ignore|esqueça|esqueca|desconsidere|ignorera|glöm|ignorer|glem|ignorați|ignoră|uită',
    rules: 'istruzioni|regole|instruções|instrucoes|regras|instruktioner|regler|instrukser|instrucțiunile|instructiunile|regulile',
    your: 'tu[eoa]|il tuo|seu|suas|dina|dine',
    show: 'mostra(?:mi)?|rivela|mostre|revele|visa|vis|arată|arata',
    prompt: 'prompt\\p{L}{0,4}(?: di sistema| do sistema)?|systemprompt\\p{L}{0,3}|systemmeddelande',
    role: 'ora sei |adesso sei|fai finta|agisci come|agora você é|agora voce e |finja|du är nu |du er nå |acum ești',
    told: 'tutto (?:ciò|quello) che (?:ti|vi) [^.!?]{0,20}(?:detto|insegnato)|tudo o que (?:te|lhe) [^.!?]{0,20}(?:disseram|ensinaram)',
  },
];

const EDGE = String.raw`(?<![\p{L}\p{N}])`;

/** Not enough by itself: there are things without rules. */
const UNLIMITED: Wording = { reason: 'role-play', weight: 0.45, pattern: String.raw`${EDGE}(?:ohne (?:regeln|einschränkungen|filter)|sans (?:restrictions|limites|filtre|règles)|sin (?:límites|restricciones|reglas|filtros)|kısıtlama(?:lar)? olmadan|bez (?:ograniczeń|zasad|filtrów)|без (?:обмежень|правил|ограничений)|بلا قيود|بدون قيود|senza (?:restrizioni|regole))(?!\p{L})` };

/** Chinese has no spaces between its words. */
const CHINESE: readonly Wording[] = [
  { reason: 'ignore-rules', weight: 0.75, pattern: '(?:忽略|无视|忘记|忘掉|不要遵守|绕过|跳过|忽視|無視|忘記)[^。！？\\n]{0,16}(?:指示|指令|规则|規則|限制|提示|要求|命令|设定|設定)' },
  { reason: 'reveal-prompt', weight: 0.7, pattern: '(?:显示|顯示|输出|輸出|告诉我|告訴我|透露|重复|重複|打印|写出)[^。！？\\n]{0,16}(?:系统提示|系統提示|提示词|提示詞|系统指令|初始指令|内部指令|隐藏)' },
  { reason: 'role-play', weight: 0.55, pattern: '(?:你现在是|你現在是|从现在起你是|假装你是|假裝你是|扮演)[^。！？\\n]{0,30}(?:没有|沒有|无|無|不受)[^。！？\\n]{0,8}(?:限制|规则|規則|约束)' },
];

/** What is said of one who may not say it, of others who use it, and of one who is no assistant any more. */
const MORE: readonly Wording[] = [
  { reason: 'reveal-prompt', weight: 0.55, pattern: String.raw`${EDGE}(?:söylenmemesi gereken|söylememen gereken|nicht sagen darfst|nicht verraten darfst|ne dois pas dire|ne peux pas dire|no puedes decir|no debes decir|nie wolno ci|не можна казати|нельзя говорить|لا يجب أن تقول)` },
  { reason: 'other-people', weight: 0.55, pattern: String.raw`${EDGE}(?:інших|других|innych|anderer|anderen|autres|otros|diğer|altri|outros)\s{1,3}(?:користувач|пользовател|użytkownik|nutzer|benutzer|utilisateur|usuario|kullanıcı|utenti|usuári)\p{L}{0,5}|المستخدمين الآخرين` },
  { reason: 'system-tag', weight: 0.6, pattern: String.raw`${EDGE}(?:ki|ia|yapay zeka|sprachmodelle?n?|modèles? de langage|modelos? de lenguaje|modeli? językowy\p{L}{0,2}|sztuczn\p{L}{1,3} inteligencj\p{L}{1,3}|штучн\p{L}{2,4} інтелект\p{L}{0,3}|мовн\p{L}{1,3} модел\p{L}{1,3}|الذكاء الاصطناعي|نموذج اللغة)(?:[ -]\p{L}{3,14})?(?:\s{0,2}:|[^.!?:\n]{0,20}\s(?:bu metni|diesen text|diese seite|ce texte|cette page|este texto|esta página|ten tekst|цей текст|هذا النص)(?!\p{L}))` },
  { reason: 'false-promise', weight: 0.55, pattern: String.raw`(?:^|[.!:;,\n]\s{0,3})(?:bestätige|confirme|confirma|potwierdź|підтверди|onayla|conferma)\s[^.!?\n]{0,24}(?:dass|que|że|що|ki|che) (?:mein\p{L}{0,2}|mon|ma|mes|mis?|mój|moja|moje|мій|моя|моє|il mio|la mia)(?!\p{L})` },
  { reason: 'role-play', weight: 0.6, pattern: String.raw`${EDGE}(?:ти більше не|ты больше не|nie jesteś już|du bist kein\p{L}{0,2} (?:assistent|bot|chatbot)|tu n'es plus|ya no eres|artık bir asistan değilsin|لم تعد مساعد)` },
];

/** Of every language: rules to be left, the prompt to be shown, another role. */
export const OTHER_LANGUAGES: readonly Wording[] = [...LANGUAGES.flatMap(({ drop, rules, show, prompt: named, your, role, told }) => {
  const prompt = your === undefined ? named : String.raw`${named}|(?:${your}) (?:\p{L}{2,16} )?(?:${rules})`;
  return [
  { reason: 'ignore-rules', weight: 0.75, pattern: String.raw`${EDGE}(?:${drop})\s{1,3}${GAP}(?:${rules})(?!\p{L})|${EDGE}(?:${rules})\s{1,3}${GAP}(?:${drop})(?!\p{L})` },
  { reason: 'reveal-prompt', weight: 0.7, pattern: String.raw`${EDGE}(?:${show})(?:-\p{L}{2,4})?\s{1,3}${GAP}(?:${prompt})(?!\p{L})|${EDGE}(?:${prompt})\s{1,3}${GAP}(?:${show})(?!\p{L})` },
  { reason: 'role-play', weight: 0.55, pattern: String.raw`${EDGE}(?:${role})` },
  { reason: 'reveal-prompt', weight: 0.55, pattern: String.raw`${EDGE}(?:${drop}|${show})[^.!?\n]{0,24}(?:${told})(?!\p{L})|${EDGE}(?:${told})[^.!?\n]{0,24}(?:${drop}|${show})(?!\p{L})` },
] as const;
}), UNLIMITED, ...CHINESE, ...MORE];
