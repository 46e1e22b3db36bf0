import type { Rule } from '../personal/detector.ts';
import { address } from './address.ts';
import { birthdate } from './birthdate.ts';
import { bsn } from './bsn.ts';
import { caseNumber } from './case.ts';
import { document } from './document.ts';
import { email } from './email.ts';
import { iban } from './iban.ts';
import { name } from './name.ts';
import { phone } from './phone.ts';
import { plate } from './plate.ts';

/** Every way in which personal data is written that the guard knows. */
export const DETECTORS: readonly Rule[] = [...bsn, iban, ...email, ...phone, ...address, plate, ...document, ...caseNumber, ...birthdate, ...name];
