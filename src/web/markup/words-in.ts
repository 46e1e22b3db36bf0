/** What the desk says around an answer, in the languages in which one may ask: read by the server's pages and by the browser. */

export interface AnswerWords {
  readonly byline: string;
  readonly bylineAi: string;
  readonly question: string;
  readonly sources: string;
  readonly readQuote: string;
  readonly newTab: string;
  readonly check: string;
  readonly source: string;
  readonly page: string;
  /** Above the Dutch text of a translated answer. */
  readonly dutch: string;
  /** Before the telephone number. */
  readonly person: string;
  /** On the button with which the conversation is passed on. */
  readonly passOn: string;
  /** By outcome, beside the name of the answerer. */
  readonly marks: Readonly<Record<string, string>>;
  /** By outcome, what puts the answer in its place. */
  readonly notes: Readonly<Record<string, string>>;
}

export const DUTCH: AnswerWords = {
  byline: 'Antwoord van de digitale balie',
  bylineAi: 'Antwoord van de digitale balie (AI)',
  question: 'Uw vraag',
  sources: 'Bronnen bij dit antwoord',
  readQuote: 'Lees de tekst uit de bron',
  newTab: ' (opent in een nieuw tabblad)',
  check: 'Dit antwoord is gemaakt door AI en kan fouten bevatten. Controleer het bij de bronnen.',
  source: 'Bron',
  page: 'pagina',
  dutch: 'Het antwoord in het Nederlands',
  person: 'Een medewerker helpt u graag verder. Bel',
  passOn: 'Doorgeven aan een medewerker',
  marks: {
    answered: 'AI',
    quoted: 'Letterlijk geciteerd',
    abstained: 'Geen antwoord gevonden',
    'out-of-scope': 'Niet voor deze balie',
    blocked: 'Niet beantwoord',
    'handed-over': 'Naar een persoon',
    interrupted: 'Niet compleet',
    failed: 'Geen antwoord',
  },
  notes: {
    quoted: 'Deze tekst is niet door AI geschreven. Wij hebben hem letterlijk overgenomen uit onze documenten.',
    interrupted: 'Dit antwoord is onderbroken en niet compleet. Stel uw vraag opnieuw voor een volledig antwoord.',
  },
};

const WORDS: Readonly<Record<string, AnswerWords>> = {
  en: {
    byline: 'Answer from the digital desk',
    bylineAi: 'Answer from the digital desk (AI)',
    question: 'Your question',
    sources: 'Sources for this answer (in Dutch)',
    readQuote: 'Read the text of the source',
    newTab: ' (opens in a new tab)',
    check: 'This answer was made and translated by AI and may contain mistakes. Check it against the sources.',
    source: 'Source',
    page: 'page',
    dutch: 'The answer in Dutch',
    person: 'An employee will be glad to help you. Call',
    passOn: 'Pass on to an employee',
    marks: { answered: 'AI', quoted: 'Quoted literally', abstained: 'No answer found', 'out-of-scope': 'Not for this desk', blocked: 'Not answered', 'handed-over': 'To a person', interrupted: 'Not complete', failed: 'No answer' },
    notes: { quoted: 'The Dutch text was not written by AI. We have taken it literally from our documents.', interrupted: 'This answer was interrupted and is not complete. Ask your question again for a full answer.' },
  },
  de: {
    byline: 'Antwort des digitalen Schalters',
    bylineAi: 'Antwort des digitalen Schalters (KI)',
    question: 'Ihre Frage',
    sources: 'Quellen zu dieser Antwort (auf Niederländisch)',
    readQuote: 'Text der Quelle lesen',
    newTab: ' (öffnet in einem neuen Tab)',
    check: 'Diese Antwort wurde von KI erstellt und übersetzt und kann Fehler enthalten. Prüfen Sie sie anhand der Quellen.',
    source: 'Quelle',
    page: 'Seite',
    dutch: 'Die Antwort auf Niederländisch',
    person: 'Eine Mitarbeiterin oder ein Mitarbeiter hilft Ihnen gern. Telefon:',
    passOn: 'An die Gemeinde weitergeben',
    marks: { answered: 'KI', quoted: 'Wörtlich zitiert', abstained: 'Keine Antwort gefunden', 'out-of-scope': 'Nicht für diesen Schalter', blocked: 'Nicht beantwortet', 'handed-over': 'An eine Person', interrupted: 'Nicht vollständig', failed: 'Keine Antwort' },
    notes: { quoted: 'Der niederländische Text wurde nicht von KI geschrieben. Wir haben ihn wörtlich aus unseren Dokumenten übernommen.', interrupted: 'Diese Antwort wurde unterbrochen und ist nicht vollständig. Stellen Sie Ihre Frage bitte noch einmal.' },
  },
  fr: {
    byline: 'Réponse du guichet numérique',
    bylineAi: 'Réponse du guichet numérique (IA)',
    question: 'Votre question',
    sources: 'Sources de cette réponse (en néerlandais)',
    readQuote: 'Lire le texte de la source',
    newTab: ' (s’ouvre dans un nouvel onglet)',
    check: 'Cette réponse a été rédigée et traduite par une IA et peut contenir des erreurs. Vérifiez-la à l’aide des sources.',
    source: 'Source',
    page: 'page',
    dutch: 'La réponse en néerlandais',
    person: 'Un collaborateur vous aidera volontiers. Téléphone :',
    passOn: 'Transmettre à un collaborateur',
    marks: { answered: 'IA', quoted: 'Cité littéralement', abstained: 'Aucune réponse trouvée', 'out-of-scope': 'Pas pour ce guichet', blocked: 'Sans réponse', 'handed-over': 'Vers une personne', interrupted: 'Incomplet', failed: 'Pas de réponse' },
    notes: { quoted: 'Le texte néerlandais n’a pas été écrit par une IA. Nous l’avons repris littéralement de nos documents.', interrupted: 'Cette réponse a été interrompue et est incomplète. Posez votre question de nouveau.' },
  },
  es: {
    byline: 'Respuesta de la ventanilla digital',
    bylineAi: 'Respuesta de la ventanilla digital (IA)',
    question: 'Su pregunta',
    sources: 'Fuentes de esta respuesta (en neerlandés)',
    readQuote: 'Leer el texto de la fuente',
    newTab: ' (se abre en una pestaña nueva)',
    check: 'Esta respuesta ha sido escrita y traducida por una IA y puede contener errores. Compruébela con las fuentes.',
    source: 'Fuente',
    page: 'página',
    dutch: 'La respuesta en neerlandés',
    person: 'Un empleado le ayudará con mucho gusto. Teléfono:',
    passOn: 'Pasar a un empleado',
    marks: { answered: 'IA', quoted: 'Citado literalmente', abstained: 'No se ha encontrado respuesta', 'out-of-scope': 'No es para esta ventanilla', blocked: 'Sin respuesta', 'handed-over': 'A una persona', interrupted: 'Incompleto', failed: 'Sin respuesta' },
    notes: { quoted: 'El texto en neerlandés no ha sido escrito por una IA. Lo hemos tomado literalmente de nuestros documentos.', interrupted: 'Esta respuesta se ha interrumpido y no está completa. Haga su pregunta otra vez.' },
  },
  tr: {
    byline: 'Dijital danışmanın cevabı',
    bylineAi: 'Dijital danışmanın cevabı (yapay zekâ)',
    question: 'Sorunuz',
    sources: 'Bu cevabın kaynakları (Hollandaca)',
    readQuote: 'Kaynaktaki metni oku',
    newTab: ' (yeni sekmede açılır)',
    check: 'Bu cevap yapay zekâ tarafından yazılmış ve çevrilmiştir, hata içerebilir. Kaynaklardan kontrol edin.',
    source: 'Kaynak',
    page: 'sayfa',
    dutch: 'Cevabın Hollandacası',
    person: 'Bir çalışanımız size memnuniyetle yardım eder. Telefon:',
    passOn: 'Bir çalışana ilet',
    marks: { answered: 'Yapay zekâ', quoted: 'Kelimesi kelimesine alıntı', abstained: 'Cevap bulunamadı', 'out-of-scope': 'Bu danışmanın konusu değil', blocked: 'Cevaplanmadı', 'handed-over': 'Bir çalışana', interrupted: 'Tamamlanmadı', failed: 'Cevap yok' },
    notes: { quoted: 'Hollandaca metni yapay zekâ yazmadı. Belgelerimizden kelimesi kelimesine aldık.', interrupted: 'Bu cevap yarıda kesildi ve tam değil. Lütfen sorunuzu tekrar sorun.' },
  },
  ar: {
    byline: 'إجابة المكتب الرقمي',
    bylineAi: 'إجابة المكتب الرقمي (ذكاء اصطناعي)',
    question: 'سؤالك',
    sources: 'مصادر هذه الإجابة (بالهولندية)',
    readQuote: 'اقرأ نص المصدر',
    newTab: ' (يفتح في علامة تبويب جديدة)',
    check: 'كُتبت هذه الإجابة وتُرجمت بواسطة الذكاء الاصطناعي وقد تحتوي على أخطاء. تحقق منها في المصادر.',
    source: 'المصدر',
    page: 'صفحة',
    dutch: 'الإجابة باللغة الهولندية',
    person: 'يسعد أحد الموظفين بمساعدتك. الهاتف:',
    passOn: 'التحويل إلى موظف',
    marks: { answered: 'ذكاء اصطناعي', quoted: 'اقتباس حرفي', abstained: 'لم يُعثر على إجابة', 'out-of-scope': 'ليس من اختصاص هذا المكتب', blocked: 'لم تتم الإجابة', 'handed-over': 'إلى موظف', interrupted: 'غير مكتملة', failed: 'لا توجد إجابة' },
    notes: { quoted: 'النص الهولندي لم يكتبه الذكاء الاصطناعي. لقد أخذناه حرفيًا من وثائقنا.', interrupted: 'توقفت هذه الإجابة وهي غير مكتملة. اطرح سؤالك مرة أخرى.' },
  },
  pl: {
    byline: 'Odpowiedź cyfrowego okienka',
    bylineAi: 'Odpowiedź cyfrowego okienka (AI)',
    question: 'Państwa pytanie',
    sources: 'Źródła tej odpowiedzi (po niderlandzku)',
    readQuote: 'Przeczytaj tekst źródła',
    newTab: ' (otwiera się w nowej karcie)',
    check: 'Tę odpowiedź napisała i przetłumaczyła AI. Może ona zawierać błędy. Proszę sprawdzić ją w źródłach.',
    source: 'Źródło',
    page: 'strona',
    dutch: 'Odpowiedź po niderlandzku',
    person: 'Pracownik chętnie Państwu pomoże. Telefon:',
    passOn: 'Przekaż pracownikowi',
    marks: { answered: 'AI', quoted: 'Cytat dosłowny', abstained: 'Nie znaleziono odpowiedzi', 'out-of-scope': 'Nie dla tego okienka', blocked: 'Bez odpowiedzi', 'handed-over': 'Do pracownika', interrupted: 'Niepełna', failed: 'Brak odpowiedzi' },
    notes: { quoted: 'Tekstu niderlandzkiego nie napisała AI. Przejęliśmy go dosłownie z naszych dokumentów.', interrupted: 'Ta odpowiedź została przerwana i jest niepełna. Proszę zadać pytanie jeszcze raz.' },
  },
  uk: {
    byline: 'Відповідь цифрової служби',
    bylineAi: 'Відповідь цифрової служби (ШІ)',
    question: 'Ваше запитання',
    sources: 'Джерела цієї відповіді (нідерландською)',
    readQuote: 'Прочитати текст джерела',
    newTab: ' (відкриється в новій вкладці)',
    check: 'Цю відповідь написав і переклав ШІ, вона може містити помилки. Перевірте її за джерелами.',
    source: 'Джерело',
    page: 'сторінка',
    dutch: 'Відповідь нідерландською',
    person: 'Працівник охоче вам допоможе. Телефон:',
    passOn: 'Передати працівникові',
    marks: { answered: 'ШІ', quoted: 'Дослівна цитата', abstained: 'Відповіді не знайдено', 'out-of-scope': 'Не для цієї служби', blocked: 'Без відповіді', 'handed-over': 'До працівника', interrupted: 'Неповна', failed: 'Немає відповіді' },
    notes: { quoted: 'Нідерландський текст написав не ШІ. Ми взяли його дослівно з наших документів.', interrupted: 'Цю відповідь перервано, вона неповна. Поставте запитання ще раз.' },
  },
};

/** A language that a municipality added has its fixed texts, and the rest in Dutch. */
export function wordsIn(language = 'nl'): AnswerWords {
  return WORDS[language] ?? DUTCH;
}

const RIGHT_TO_LEFT = new Set(['ar', 'fa', 'he', 'ur']);

/** The attributes of what is in a language, Dutch too: the page around it may be in another one. */
export function inLanguage(language = 'nl'): { readonly lang: string; readonly dir: 'rtl' | 'ltr' } {
  return { lang: language, dir: RIGHT_TO_LEFT.has(language) ? 'rtl' : 'ltr' };
}

/** The same for Dutch amid another language. */
export function dutchIn(language = 'nl'): { readonly lang?: 'nl'; readonly dir?: 'ltr' } {
  return language === 'nl' ? {} : { lang: 'nl', dir: 'ltr' };
}
