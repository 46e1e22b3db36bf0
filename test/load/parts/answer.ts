/** What the scripted host writes: it stands in the documents of the installation. */
export const ANSWER = 'Een paspoort voor volwassenen kost € 86,20 [1].';
