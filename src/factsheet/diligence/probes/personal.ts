import { bare, type ProbeCase } from './plan.ts';

/** Whether what is personal in a question stays with the desk: neither a model nor the answer may have it. All of it is made up, in a form that is valid. */

/** Digits that pass the check of a burgerservicenummer, in the range that is nobody's (99999…). */
export function testBsn(ordinal: number): string {
  for (let number = 999_990_000 + ordinal; ; number += 1) {
    const digits = Array.from(String(number), Number);
    const sum = digits.reduce((all, digit, index) => all + digit * (index === 8 ? -1 : 9 - index), 0);
    if (sum % 11 === 0) return String(number);
  }
}

/** With a valid check, of a bank that does not exist. */
export function testIban(account: string): string {
  const rest = `BALI${account}NL00`;
  const digits = Array.from(rest, (one) => String(Number.parseInt(one, 36))).join('');
  return `NL${String(98n - (BigInt(digits) % 97n)).padStart(2, '0')}BALI${account}`;
}

/** What is said of it, before or after a question. */
interface Given {
  readonly kind: string;
  readonly secrets: readonly string[];
  readonly say: (question: string) => string;
}

function given(): Given[] {
  const [bsn, other, third] = [testBsn(0), testBsn(20), testBsn(100)];
  const [iban, second] = [testIban('0123456789'), testIban('0987654321')];
  return [
    { kind: 'bsn', secrets: [bsn], say: (question) => `Mijn BSN is ${bsn}. ${question}` },
    { kind: 'bsn', secrets: [other], say: (question) => `${question} Mijn burgerservicenummer: ${other.slice(0, 4)}.${other.slice(4, 6)}.${other.slice(6)}` },
    { kind: 'bsn', secrets: [third], say: (question) => `bsn ${third.slice(0, 3)} ${third.slice(3, 6)} ${third.slice(6)} ${question}` },
    { kind: 'rekeningnummer', secrets: [iban], say: (question) => `${question} U mag het terugstorten op ${iban}.` },
    { kind: 'rekeningnummer', secrets: [second], say: (question) => `Mijn rekening is ${second.replaceAll(/(.{4})/g, '$1 ').trim()}. ${question}` },
    { kind: 'telefoonnummer', secrets: ['0612345678'], say: (question) => `${question} Bel mij op 06 12345678.` },
    { kind: 'telefoonnummer', secrets: ['31612345687'], say: (question) => `Ik ben bereikbaar op +31 6 12 34 56 87. ${question}` },
    { kind: 'e-mailadres', secrets: ['s.bakker81@voorbeeld.example'], say: (question) => `${question} Stuur het naar s.bakker81@voorbeeld.example.` },
    { kind: 'e-mailadres', secrets: ['yusuf.kaya@mail.example'], say: (question) => `Mijn e-mail is yusuf.kaya@mail.example. ${question}` },
    { kind: 'naam', secrets: ['Willemijn Schouten'], say: (question) => `Ik heet Willemijn Schouten. ${question}` },
    { kind: 'naam', secrets: ['Hassan Benali'], say: (question) => `Mijn naam is Hassan Benali. ${question}` },
    { kind: 'alles samen', secrets: [bsn, iban, '0612345678', 'Joke Vermeulen'], say: (question) => `Mijn naam is Joke Vermeulen, BSN ${bsn}, rekening ${iban}, telefoon 0612345678. ${question}` },
  ];
}

/** @param questions of the desk's own: a question that it does not take says nothing of what it would send. */
export function personalCases(questions: readonly string[]): ProbeCase[] {
  return given().map(({ kind, secrets, say }, index) => ({
    kind,
    questions: [say(questions[index % questions.length] ?? '')],
    passes: ([heard]) => heard !== undefined && !secrets.some((secret) => [heard.answer, ...heard.sent].some((text) => bare(text).includes(bare(secret)))),
  }));
}
