/** What is said around the thumbs under an answer, in plain Dutch: read by the server's pages and by the browser. */

/** Why an answer did not help, by code. */
export const reasonWords: Readonly<Record<string, string>> = {
  wrong: 'Het klopt niet',
  difficult: 'Het is te moeilijk',
  incomplete: 'Het is niet volledig',
  'not-my-question': 'Dit was niet mijn vraag',
  'something-else': 'Ik zoek iets anders',
};

export const feedbackWords = {
  ask: 'Helpt dit antwoord u?',
  helps: 'Dit helpt mij',
  helpsNot: 'Dit helpt mij niet',
  thanks: 'Bedankt, wij hebben genoteerd dat dit antwoord u helpt.',
  thanksNot: 'Bedankt, wij hebben genoteerd dat dit antwoord u niet helpt. Wilt u zeggen waarom?',
  thanksMore: 'Bedankt voor uw uitleg. Daarmee maken wij de antwoorden beter.',
  masked: 'Uit uw tekst hebben wij persoonlijke gegevens weggehaald.',
  why: 'Waarom helpt het niet? (niet verplicht)',
  text: 'Wilt u nog iets zeggen? (niet verplicht)',
  hint: 'Hoogstens 500 tekens. Vul geen persoonlijke gegevens in. U krijgt hier geen antwoord op.',
  send: 'Uitleg versturen',
} as const;
