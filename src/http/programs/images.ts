const BASE64 = /^[A-Za-z0-9+/]+={0,2}$/;

/** What is wrong with a picture in base64, in Dutch; undefined when nothing is. */
export function imageFault(image: string): string | undefined {
  return BASE64.test(image) ? undefined : 'is geen geldige base64';
}
