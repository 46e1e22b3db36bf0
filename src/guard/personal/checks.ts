/** Whether nine digits pass the 11-proof of a BSN. */
export function passesElevenProof(digits: string): boolean {
  if (!/^(?!00)\d{9}$/.test(digits)) return false;
  const sum = Array.from(digits, Number).reduce((total, digit, index) => total + digit * (index === 8 ? -1 : 9 - index), 0);
  return sum % 11 === 0;
}

/** Whether an IBAN without separators has its country's length and passes mod 97. */
export function passesMod97(iban: string): boolean {
  let rest = 0;
  for (const character of iban.slice(4) + iban.slice(0, 4)) {
    const value = Number.parseInt(character, 36);
    rest = (rest * (value > 9 ? 100 : 10) + value) % 97;
  }
  return rest === 1;
}

/** Whether a day, month and year can be a person's date of birth. */
export function isDayOfLife(day: number, month: number, year: number): boolean {
  return day >= 1 && day <= 31 && month >= 1 && month <= 12 && ((year >= 1900 && year <= 2099) || (year >= 0 && year <= 99));
}
