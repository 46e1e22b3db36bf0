/** The Logboek Dataverwerkingen, and what is sent on of the audit log. */
export const PROCESSING_PATH = '/beheer/verwerkingen';
