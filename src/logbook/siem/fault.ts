/** Why a SIEM did not get what it was sent. */
export class SiemFault extends Error {
  readonly code: 'siem-unreachable' | 'siem-silent' | 'siem-file';
  readonly detail: string;

  constructor(code: SiemFault['code'], detail: string) {
    super(`${code}: ${detail}`);
    this.code = code;
    this.detail = detail;
  }
}
