import { valueWords } from './compare.ts';
import { REGISTER_FIELDS, type RegisterField, type RegisterRecord } from './fields.ts';
import { GENERATED } from './record.ts';
import { lengthOf, linesOf } from './text.ts';

/** A field as it would be sent, for who looks at it. */
export interface ShownField extends Pick<RegisterField, 'key' | 'label' | 'max' | 'isRequired'> {
  /** Without markup, in lines; '' for nothing. */
  readonly words: string;
  /** As the register counts. */
  readonly length: number;
  /** Whether it follows from the deployment; else people say it. */
  readonly isGenerated: boolean;
}

export function shownFields(record: RegisterRecord): readonly ShownField[] {
  return REGISTER_FIELDS.map(({ key, label, max, isRequired }) => {
    const value = record[key];
    return { key, label, isRequired, ...(max !== undefined && { max }), words: typeof value === 'string' ? linesOf(value) : valueWords(value).replaceAll('; ', '\n'), length: typeof value === 'string' ? lengthOf(value) : 0, isGenerated: GENERATED.includes(key) };
  });
}
