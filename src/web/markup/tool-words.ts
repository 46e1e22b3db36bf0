/** What the tools around an answer and a conversation say, in the languages in which one may ask: read by the server's pages and by the browser. */

export interface ToolWords {
  readonly tools: string;
  readonly copy: string;
  readonly copied: string;
  readonly notCopied: string;
  readonly print: string;
  readonly read: string;
  readonly stopReading: string;
  readonly retry: string;
  readonly keep: string;
  readonly wipe: string;
  /** What both do, and what wiping does not reach. */
  readonly about: string;
}

export const DUTCH_TOOLS: ToolWords = {
  tools: 'Antwoord gebruiken', copy: 'Kopiëren', copied: 'Gekopieerd', notCopied: 'Kopiëren is niet gelukt.', print: 'Gesprek afdrukken', read: 'Voorlezen', stopReading: 'Stop met voorlezen',
  retry: 'Opnieuw proberen', keep: 'Gesprek bewaren', wipe: 'Gesprek wissen',
  about: 'Bewaren zet een bestand op uw apparaat. Wissen haalt uw vragen en onze antwoorden meteen weg. Hebt u het gesprek doorgegeven aan een medewerker? Dan houdt die wat u hebt doorgegeven.',
};

const WORDS: Readonly<Record<string, ToolWords>> = {
  nl: DUTCH_TOOLS,
  en: {
    tools: 'Use this answer', copy: 'Copy', copied: 'Copied', notCopied: 'Copying did not work.', print: 'Print conversation', read: 'Read aloud', stopReading: 'Stop reading',
    retry: 'Try again', keep: 'Save conversation', wipe: 'Erase conversation',
    about: 'Saving puts a file on your device. Erasing removes your questions and our answers at once. Did you pass the conversation on to an employee? They keep what you passed on.',
  },
  de: {
    tools: 'Antwort verwenden', copy: 'Kopieren', copied: 'Kopiert', notCopied: 'Kopieren hat nicht geklappt.', print: 'Gespräch drucken', read: 'Vorlesen', stopReading: 'Vorlesen beenden',
    retry: 'Noch einmal versuchen', keep: 'Gespräch speichern', wipe: 'Gespräch löschen',
    about: 'Speichern legt eine Datei auf Ihrem Gerät ab. Löschen entfernt Ihre Fragen und unsere Antworten sofort. Haben Sie das Gespräch weitergegeben? Dann behält die Gemeinde, was Sie weitergegeben haben.',
  },
  fr: {
    tools: 'Utiliser cette réponse', copy: 'Copier', copied: 'Copié', notCopied: 'La copie a échoué.', print: 'Imprimer la conversation', read: 'Lire à voix haute', stopReading: 'Arrêter la lecture',
    retry: 'Réessayer', keep: 'Enregistrer la conversation', wipe: 'Effacer la conversation',
    about: 'Enregistrer place un fichier sur votre appareil. Effacer supprime tout de suite vos questions et nos réponses. Vous avez transmis la conversation à un collaborateur ? Il garde ce que vous avez transmis.',
  },
  es: {
    tools: 'Usar esta respuesta', copy: 'Copiar', copied: 'Copiado', notCopied: 'No se ha podido copiar.', print: 'Imprimir la conversación', read: 'Leer en voz alta', stopReading: 'Dejar de leer',
    retry: 'Intentar de nuevo', keep: 'Guardar la conversación', wipe: 'Borrar la conversación',
    about: 'Guardar pone un archivo en su dispositivo. Borrar quita enseguida sus preguntas y nuestras respuestas. ¿Ha pasado la conversación a un empleado? Este conserva lo que usted le pasó.',
  },
  tr: {
    tools: 'Cevabı kullan', copy: 'Kopyala', copied: 'Kopyalandı', notCopied: 'Kopyalanamadı.', print: 'Görüşmeyi yazdır', read: 'Sesli oku', stopReading: 'Okumayı durdur',
    retry: 'Yeniden dene', keep: 'Görüşmeyi kaydet', wipe: 'Görüşmeyi sil',
    about: 'Kaydetmek cihazınıza bir dosya koyar. Silmek sorularınızı ve cevaplarımızı hemen kaldırır. Görüşmeyi bir çalışana ilettiniz mi? İlettiğiniz metin onda kalır.',
  },
  ar: {
    tools: 'استخدام الإجابة', copy: 'نسخ', copied: 'تم النسخ', notCopied: 'لم ينجح النسخ.', print: 'طباعة المحادثة', read: 'قراءة بصوت عالٍ', stopReading: 'إيقاف القراءة',
    retry: 'المحاولة مرة أخرى', keep: 'حفظ المحادثة', wipe: 'مسح المحادثة',
    about: 'الحفظ يضع ملفًا على جهازك. المسح يزيل أسئلتك وإجاباتنا فورًا. هل حوّلت المحادثة إلى موظف؟ سيحتفظ بما حوّلته إليه.',
  },
  pl: {
    tools: 'Użyj odpowiedzi', copy: 'Kopiuj', copied: 'Skopiowano', notCopied: 'Nie udało się skopiować.', print: 'Drukuj rozmowę', read: 'Czytaj na głos', stopReading: 'Przestań czytać',
    retry: 'Spróbuj ponownie', keep: 'Zapisz rozmowę', wipe: 'Usuń rozmowę',
    about: 'Zapisanie umieszcza plik na Państwa urządzeniu. Usunięcie od razu kasuje Państwa pytania i nasze odpowiedzi. Rozmowa została przekazana pracownikowi? To, co przekazano, u niego pozostaje.',
  },
  uk: {
    tools: 'Використати відповідь', copy: 'Копіювати', copied: 'Скопійовано', notCopied: 'Не вдалося скопіювати.', print: 'Надрукувати розмову', read: 'Прочитати вголос', stopReading: 'Зупинити читання',
    retry: 'Спробувати ще раз', keep: 'Зберегти розмову', wipe: 'Стерти розмову',
    about: 'Збереження створює файл на вашому пристрої. Стирання одразу видаляє ваші запитання й наші відповіді. Ви передали розмову працівникові? Він зберігає те, що ви передали.',
  },
};

/** @returns undefined for a language that a municipality added: these are in Dutch then. */
export function toolWordsIn(language = 'nl'): ToolWords | undefined {
  return WORDS[language];
}
