/** What is said around the thumbs under an answer, in the languages in which one may ask: read by the server's pages and by the browser. */

export interface FeedbackWords {
  readonly ask: string;
  readonly helps: string;
  readonly helpsNot: string;
  /** Before the number of an answer. */
  readonly answer: string;
  readonly thanks: string;
  readonly thanksNot: string;
  readonly thanksMore: string;
  readonly masked: string;
  readonly why: string;
  readonly text: string;
  readonly hint: string;
  readonly send: string;
  /** Why an answer did not help, by code, in the order in which they are offered. */
  readonly reasons: Readonly<Record<string, string>>;
}

export const DUTCH: FeedbackWords = {
  ask: 'Helpt dit antwoord u?',
  helps: 'Dit helpt mij',
  helpsNot: 'Dit helpt mij niet',
  answer: 'antwoord',
  thanks: 'Bedankt, wij hebben genoteerd dat dit antwoord u helpt.',
  thanksNot: 'Bedankt, wij hebben genoteerd dat dit antwoord u niet helpt. Wilt u zeggen waarom?',
  thanksMore: 'Bedankt voor uw uitleg. Daarmee maken wij de antwoorden beter.',
  masked: 'Uit uw tekst hebben wij persoonlijke gegevens weggehaald.',
  why: 'Waarom helpt het niet? (niet verplicht)',
  text: 'Wilt u nog iets zeggen? (niet verplicht)',
  hint: 'Hoogstens 500 tekens. Vul geen persoonlijke gegevens in. U krijgt hier geen antwoord op.',
  send: 'Uitleg versturen',
  reasons: { wrong: 'Het klopt niet', difficult: 'Het is te moeilijk', incomplete: 'Het is niet volledig', 'not-my-question': 'Dit was niet mijn vraag', 'something-else': 'Ik zoek iets anders' },
};

const WORDS: Readonly<Record<string, FeedbackWords>> = {
  nl: DUTCH,
  en: {
    ask: 'Does this answer help you?', helps: 'This helps me', helpsNot: 'This does not help me', answer: 'answer',
    thanks: 'Thank you, we have noted that this answer helps you.',
    thanksNot: 'Thank you, we have noted that this answer does not help you. Would you like to say why?',
    thanksMore: 'Thank you for your explanation. It helps us make the answers better.',
    masked: 'We have removed personal data from your text.',
    why: 'Why does it not help? (optional)', text: 'Would you like to say something else? (optional)',
    hint: 'At most 500 characters. Do not enter personal data. You will not get a reply to this.', send: 'Send explanation',
    reasons: { wrong: 'It is not correct', difficult: 'It is too difficult', incomplete: 'It is not complete', 'not-my-question': 'This was not my question', 'something-else': 'I am looking for something else' },
  },
  de: {
    ask: 'Hilft Ihnen diese Antwort?', helps: 'Das hilft mir', helpsNot: 'Das hilft mir nicht', answer: 'Antwort',
    thanks: 'Danke, wir haben notiert, dass diese Antwort Ihnen hilft.',
    thanksNot: 'Danke, wir haben notiert, dass diese Antwort Ihnen nicht hilft. Möchten Sie sagen, warum?',
    thanksMore: 'Danke für Ihre Erklärung. Damit machen wir die Antworten besser.',
    masked: 'Wir haben persönliche Daten aus Ihrem Text entfernt.',
    why: 'Warum hilft es nicht? (freiwillig)', text: 'Möchten Sie noch etwas sagen? (freiwillig)',
    hint: 'Höchstens 500 Zeichen. Geben Sie keine persönlichen Daten ein. Sie erhalten hierauf keine Antwort.', send: 'Erklärung senden',
    reasons: { wrong: 'Es stimmt nicht', difficult: 'Es ist zu schwierig', incomplete: 'Es ist nicht vollständig', 'not-my-question': 'Das war nicht meine Frage', 'something-else': 'Ich suche etwas anderes' },
  },
  fr: {
    ask: 'Cette réponse vous aide-t-elle ?', helps: 'Cela m’aide', helpsNot: 'Cela ne m’aide pas', answer: 'réponse',
    thanks: 'Merci, nous avons noté que cette réponse vous aide.',
    thanksNot: 'Merci, nous avons noté que cette réponse ne vous aide pas. Voulez-vous dire pourquoi ?',
    thanksMore: 'Merci pour votre explication. Elle nous aide à améliorer les réponses.',
    masked: 'Nous avons retiré des données personnelles de votre texte.',
    why: 'Pourquoi cela n’aide-t-il pas ? (facultatif)', text: 'Voulez-vous ajouter quelque chose ? (facultatif)',
    hint: '500 caractères au maximum. N’indiquez pas de données personnelles. Vous ne recevrez pas de réponse.', send: 'Envoyer l’explication',
    reasons: { wrong: 'Ce n’est pas exact', difficult: 'C’est trop difficile', incomplete: 'Ce n’est pas complet', 'not-my-question': 'Ce n’était pas ma question', 'something-else': 'Je cherche autre chose' },
  },
  es: {
    ask: '¿Le ayuda esta respuesta?', helps: 'Esto me ayuda', helpsNot: 'Esto no me ayuda', answer: 'respuesta',
    thanks: 'Gracias, hemos anotado que esta respuesta le ayuda.',
    thanksNot: 'Gracias, hemos anotado que esta respuesta no le ayuda. ¿Quiere decir por qué?',
    thanksMore: 'Gracias por su explicación. Con ella mejoramos las respuestas.',
    masked: 'Hemos quitado datos personales de su texto.',
    why: '¿Por qué no ayuda? (opcional)', text: '¿Quiere decir algo más? (opcional)',
    hint: 'Como máximo 500 caracteres. No escriba datos personales. No recibirá respuesta.', send: 'Enviar explicación',
    reasons: { wrong: 'No es correcto', difficult: 'Es demasiado difícil', incomplete: 'No está completo', 'not-my-question': 'Esta no era mi pregunta', 'something-else': 'Busco otra cosa' },
  },
  tr: {
    ask: 'Bu cevap size yardımcı oluyor mu?', helps: 'Bu bana yardımcı oluyor', helpsNot: 'Bu bana yardımcı olmuyor', answer: 'cevap',
    thanks: 'Teşekkürler, bu cevabın size yardımcı olduğunu not ettik.',
    thanksNot: 'Teşekkürler, bu cevabın size yardımcı olmadığını not ettik. Nedenini söylemek ister misiniz?',
    thanksMore: 'Açıklamanız için teşekkürler. Bununla cevapları iyileştiriyoruz.',
    masked: 'Metninizden kişisel bilgileri çıkardık.',
    why: 'Neden yardımcı olmuyor? (zorunlu değil)', text: 'Başka bir şey söylemek ister misiniz? (zorunlu değil)',
    hint: 'En fazla 500 karakter. Kişisel bilgi yazmayın. Buna cevap almayacaksınız.', send: 'Açıklamayı gönder',
    reasons: { wrong: 'Doğru değil', difficult: 'Çok zor', incomplete: 'Eksik', 'not-my-question': 'Sorum bu değildi', 'something-else': 'Başka bir şey arıyorum' },
  },
  ar: {
    ask: 'هل تساعدك هذه الإجابة؟', helps: 'هذا يساعدني', helpsNot: 'هذا لا يساعدني', answer: 'الإجابة',
    thanks: 'شكرًا، سجّلنا أن هذه الإجابة تساعدك.',
    thanksNot: 'شكرًا، سجّلنا أن هذه الإجابة لا تساعدك. هل تريد أن تقول لماذا؟',
    thanksMore: 'شكرًا على توضيحك. به نحسّن الإجابات.',
    masked: 'حذفنا بيانات شخصية من نصك.',
    why: 'لماذا لا تساعد؟ (اختياري)', text: 'هل تريد أن تقول شيئًا آخر؟ (اختياري)',
    hint: '500 حرف على الأكثر. لا تكتب بيانات شخصية. لن تحصل على رد هنا.', send: 'إرسال التوضيح',
    reasons: { wrong: 'غير صحيح', difficult: 'صعب جدًا', incomplete: 'غير كامل', 'not-my-question': 'لم يكن هذا سؤالي', 'something-else': 'أبحث عن شيء آخر' },
  },
  pl: {
    ask: 'Czy ta odpowiedź pomaga?', helps: 'To mi pomaga', helpsNot: 'To mi nie pomaga', answer: 'odpowiedź',
    thanks: 'Dziękujemy, zapisaliśmy, że ta odpowiedź pomaga.',
    thanksNot: 'Dziękujemy, zapisaliśmy, że ta odpowiedź nie pomaga. Czy chcą Państwo napisać dlaczego?',
    thanksMore: 'Dziękujemy za wyjaśnienie. Dzięki niemu poprawiamy odpowiedzi.',
    masked: 'Usunęliśmy dane osobowe z Państwa tekstu.',
    why: 'Dlaczego nie pomaga? (nieobowiązkowe)', text: 'Czy chcą Państwo coś dodać? (nieobowiązkowe)',
    hint: 'Najwyżej 500 znaków. Proszę nie podawać danych osobowych. Na to nie odpowiadamy.', send: 'Wyślij wyjaśnienie',
    reasons: { wrong: 'To się nie zgadza', difficult: 'To jest za trudne', incomplete: 'To nie jest pełne', 'not-my-question': 'To nie było moje pytanie', 'something-else': 'Szukam czegoś innego' },
  },
  uk: {
    ask: 'Чи допомагає вам ця відповідь?', helps: 'Це мені допомагає', helpsNot: 'Це мені не допомагає', answer: 'відповідь',
    thanks: 'Дякуємо, ми записали, що ця відповідь вам допомагає.',
    thanksNot: 'Дякуємо, ми записали, що ця відповідь вам не допомагає. Бажаєте сказати чому?',
    thanksMore: 'Дякуємо за пояснення. Завдяки йому ми поліпшуємо відповіді.',
    masked: 'Ми вилучили персональні дані з вашого тексту.',
    why: 'Чому це не допомагає? (необов’язково)', text: 'Бажаєте сказати ще щось? (необов’язково)',
    hint: 'Не більше 500 знаків. Не вказуйте персональних даних. Відповіді на це не буде.', send: 'Надіслати пояснення',
    reasons: { wrong: 'Це неправильно', difficult: 'Це занадто складно', incomplete: 'Це неповно', 'not-my-question': 'Це не було моє запитання', 'something-else': 'Я шукаю інше' },
  },
};

/** For who judges, who reads Dutch. */
export const reasonWords = DUTCH.reasons;

/** @returns undefined for a language that a municipality added: it is asked in Dutch then. */
export function feedbackWordsIn(language = 'nl'): FeedbackWords | undefined {
  return WORDS[language];
}
