/** What stands in the place of a quotation, or of an answer, that may not be read any more. */
export const CLOSED = 'Deze bron is niet meer te zien.';
