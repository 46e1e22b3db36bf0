/** Where requests of people about their own data are. */
export const REQUESTS_PATH = '/beheer/verzoeken';
export const requestPath = (id: string) => `${REQUESTS_PATH}/${id}`;
export const decidePath = (id: string) => `${requestPath(id)}/besluit`;
export const dataPath = (id: string, format: string) => `${requestPath(id)}/inzage/${format}`;
export const requestReceiptPath = (id: string) => `${requestPath(id)}/wisbewijs`;
