/** Numbers in words, from two on, by language: one is most often an article. Words that mean something else too are left out. */
export const NUMBER_WORDS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  nl: {
    2: 'twee', 3: 'drie', 4: 'vier', 5: 'vijf', 6: 'zes', 7: 'zeven', 8: 'acht', 9: 'negen', 10: 'tien', 11: 'elf', 12: 'twaalf', 13: 'dertien',
    14: 'veertien', 15: 'vijftien', 16: 'zestien', 18: 'achttien', 20: 'twintig', 25: 'vijfentwintig', 30: 'dertig', 40: 'veertig', 50: 'vijftig',
    60: 'zestig', 65: 'vijfenzestig', 70: 'zeventig', 80: 'tachtig', 90: 'negentig', 100: 'honderd', 1000: 'duizend',
  },
  en: {
    2: 'two', 3: 'three', 4: 'four', 5: 'five', 6: 'six', 7: 'seven', 8: 'eight', 9: 'nine', 10: 'ten', 11: 'eleven', 12: 'twelve', 13: 'thirteen',
    14: 'fourteen fortnight', 15: 'fifteen', 16: 'sixteen', 18: 'eighteen', 20: 'twenty', 30: 'thirty', 40: 'forty', 50: 'fifty', 60: 'sixty',
    70: 'seventy', 80: 'eighty', 90: 'ninety', 100: 'hundred', 1000: 'thousand',
  },
  de: {
    2: 'zwei', 3: 'drei', 4: 'vier', 5: 'fünf', 6: 'sechs', 7: 'sieben', 8: 'acht', 9: 'neun', 10: 'zehn', 11: 'elf', 12: 'zwölf', 13: 'dreizehn',
    14: 'vierzehn', 15: 'fünfzehn', 16: 'sechzehn', 18: 'achtzehn', 20: 'zwanzig', 30: 'dreißig', 40: 'vierzig', 50: 'fünfzig', 60: 'sechzig',
    70: 'siebzig', 80: 'achtzig', 90: 'neunzig', 100: 'hundert', 1000: 'tausend',
  },
  fr: {
    2: 'deux', 3: 'trois', 4: 'quatre', 5: 'cinq', 6: 'six', 7: 'sept', 8: 'huit', 10: 'dix', 11: 'onze', 12: 'douze', 13: 'treize', 14: 'quatorze',
    15: 'quinze', 16: 'seize', 20: 'vingt', 30: 'trente', 40: 'quarante', 50: 'cinquante', 60: 'soixante', 100: 'cent', 1000: 'mille',
  },
  es: {
    2: 'dos', 3: 'tres', 4: 'cuatro', 5: 'cinco', 6: 'seis', 7: 'siete', 8: 'ocho', 9: 'nueve', 10: 'diez', 11: 'once', 12: 'doce', 13: 'trece',
    14: 'catorce', 15: 'quince', 16: 'dieciséis', 18: 'dieciocho', 20: 'veinte', 30: 'treinta', 40: 'cuarenta', 50: 'cincuenta', 60: 'sesenta',
    70: 'setenta', 80: 'ochenta', 90: 'noventa', 100: 'cien ciento', 1000: 'mil',
  },
  tr: {
    2: 'iki', 3: 'üç', 4: 'dört', 5: 'beş', 6: 'altı', 7: 'yedi', 8: 'sekiz', 9: 'dokuz', 10: 'on', 20: 'yirmi', 30: 'otuz', 40: 'kırk', 50: 'elli',
    60: 'altmış', 70: 'yetmiş', 80: 'seksen', 90: 'doksan', 1000: 'bin',
  },
  ar: {
    2: 'اثنان اثنين اثنتان اثنتين أسبوعان أسبوعين يومان يومين شهران شهرين سنتان سنتين عامان عامين ساعتان ساعتين',
    3: 'ثلاث ثلاثة', 4: 'أربع أربعة', 5: 'خمس خمسة', 6: 'ستة', 7: 'سبع سبعة', 8: 'ثمان ثماني ثمانية', 9: 'تسع تسعة', 10: 'عشر عشرة', 20: 'عشرون عشرين',
    30: 'ثلاثون ثلاثين', 40: 'أربعون أربعين', 50: 'خمسون خمسين', 60: 'ستون ستين', 100: 'مئة مائة', 1000: 'ألف',
  },
  pl: {
    2: 'dwa dwie dwóch dwaj dwoje', 3: 'trzy trzech trzej', 4: 'cztery czterech', 5: 'pięć pięciu', 6: 'sześć sześciu', 7: 'siedem siedmiu',
    8: 'osiem ośmiu', 9: 'dziewięć dziewięciu', 10: 'dziesięć dziesięciu', 11: 'jedenaście jedenastu', 12: 'dwanaście dwunastu',
    13: 'trzynaście trzynastu', 14: 'czternaście czternastu', 15: 'piętnaście piętnastu', 16: 'szesnaście szesnastu', 18: 'osiemnaście osiemnastu',
    20: 'dwadzieścia dwudziestu', 30: 'trzydzieści trzydziestu', 40: 'czterdzieści', 50: 'pięćdziesiąt', 60: 'sześćdziesiąt', 100: 'sto stu', 1000: 'tysiąc',
  },
  uk: {
    2: 'два дві двох двоє', 3: 'три трьох', 4: 'чотири чотирьох', 5: "п'ять п’ять п'яти п’яти", 6: 'шість шести', 7: 'сім семи', 8: 'вісім восьми',
    9: "дев'ять дев’ять дев'яти", 10: 'десять десяти', 11: 'одинадцять', 12: 'дванадцять дванадцяти', 13: 'тринадцять', 14: 'чотирнадцять чотирнадцяти',
    15: "п'ятнадцять п’ятнадцять", 16: 'шістнадцять', 18: 'вісімнадцять', 20: 'двадцять двадцяти', 30: 'тридцять тридцяти', 40: 'сорок', 100: 'сто', 1000: 'тисяча тисячі',
  },
};
