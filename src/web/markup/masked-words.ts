/** What was taken out of a question, told to the one who asked it, in the languages in which one may ask. */

/** By kind of personal data, as `guard` names them; `said` has `{{kinds}}`. */
type MaskedWords = Readonly<Record<'said' | 'bsn' | 'iban' | 'email' | 'phone' | 'address' | 'plate' | 'document' | 'case' | 'birthdate' | 'name', string>>;

const DUTCH: MaskedWords = {
  said: 'Wij hebben dit weggelaten uit uw vraag, en niet bewaard: {{kinds}}. Het antwoord heeft dat niet nodig.',
  bsn: 'burgerservicenummer (BSN)', iban: 'rekeningnummer', email: 'e-mailadres', phone: 'telefoonnummer', address: 'huisnummer', plate: 'kenteken',
  document: 'documentnummer', case: 'zaaknummer', birthdate: 'geboortedatum', name: 'naam',
};

const WORDS: Readonly<Record<string, MaskedWords>> = {
  nl: DUTCH,
  en: {
    said: 'We have left this out of your question, and not kept it: {{kinds}}. The answer does not need it.',
    bsn: 'citizen service number (BSN)', iban: 'account number', email: 'e-mail address', phone: 'telephone number', address: 'house number', plate: 'number plate',
    document: 'document number', case: 'case number', birthdate: 'date of birth', name: 'name',
  },
  de: {
    said: 'Das haben wir aus Ihrer Frage weggelassen und nicht gespeichert: {{kinds}}. Für die Antwort ist es nicht nötig.',
    bsn: 'Bürgerservicenummer (BSN)', iban: 'Kontonummer', email: 'E-Mail-Adresse', phone: 'Telefonnummer', address: 'Hausnummer', plate: 'Kennzeichen',
    document: 'Dokumentnummer', case: 'Aktenzeichen', birthdate: 'Geburtsdatum', name: 'Name',
  },
  fr: {
    said: 'Nous avons retiré ceci de votre question, sans le conserver : {{kinds}}. La réponse n’en a pas besoin.',
    bsn: 'numéro de citoyen (BSN)', iban: 'numéro de compte', email: 'adresse e-mail', phone: 'numéro de téléphone', address: 'numéro de maison', plate: 'plaque d’immatriculation',
    document: 'numéro de document', case: 'numéro de dossier', birthdate: 'date de naissance', name: 'nom',
  },
  es: {
    said: 'Hemos quitado esto de su pregunta, sin guardarlo: {{kinds}}. La respuesta no lo necesita.',
    bsn: 'número de ciudadano (BSN)', iban: 'número de cuenta', email: 'correo electrónico', phone: 'número de teléfono', address: 'número de casa', plate: 'matrícula',
    document: 'número de documento', case: 'número de expediente', birthdate: 'fecha de nacimiento', name: 'nombre',
  },
  tr: {
    said: 'Sorunuzdan şunları çıkardık ve saklamadık: {{kinds}}. Cevap için gerekli değil.',
    bsn: 'vatandaş numarası (BSN)', iban: 'hesap numarası', email: 'e-posta adresi', phone: 'telefon numarası', address: 'ev numarası', plate: 'plaka',
    document: 'belge numarası', case: 'dosya numarası', birthdate: 'doğum tarihi', name: 'ad',
  },
  ar: {
    said: 'حذفنا هذا من سؤالك ولم نحتفظ به: {{kinds}}. الإجابة لا تحتاج إليه.',
    bsn: 'رقم المواطن (BSN)', iban: 'رقم الحساب', email: 'البريد الإلكتروني', phone: 'رقم الهاتف', address: 'رقم المنزل', plate: 'لوحة السيارة',
    document: 'رقم الوثيقة', case: 'رقم الملف', birthdate: 'تاريخ الميلاد', name: 'الاسم',
  },
  pl: {
    said: 'Usunęliśmy to z pytania i nie zapisaliśmy: {{kinds}}. Do odpowiedzi nie jest to potrzebne.',
    bsn: 'numer obywatela (BSN)', iban: 'numer konta', email: 'adres e-mail', phone: 'numer telefonu', address: 'numer domu', plate: 'numer rejestracyjny',
    document: 'numer dokumentu', case: 'numer sprawy', birthdate: 'data urodzenia', name: 'imię i nazwisko',
  },
  uk: {
    said: 'Ми вилучили це з вашого запитання і не зберегли: {{kinds}}. Для відповіді це не потрібно.',
    bsn: 'номер громадянина (BSN)', iban: 'номер рахунку', email: 'електронна адреса', phone: 'номер телефону', address: 'номер будинку', plate: 'номерний знак',
    document: 'номер документа', case: 'номер справи', birthdate: 'дата народження', name: 'ім’я',
  },
};

/** What a person calls each kind of personal data. */
export const personalWords: Readonly<Record<string, string>> = DUTCH;

/** @returns with the language that it is in: Dutch, where a language has no words here. */
export function maskedWords(kinds: readonly string[], language = 'nl'): { readonly text: string; readonly isDutch: boolean } {
  const words: Readonly<Record<string, string>> = WORDS[language] ?? DUTCH;
  const named = new Intl.ListFormat(words === DUTCH ? 'nl' : language).format(kinds.map((kind) => words[kind] ?? kind));
  return { text: (words['said'] ?? '').replace('{{kinds}}', () => named), isDutch: words === DUTCH };
}
