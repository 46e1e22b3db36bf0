import { z } from 'zod';
import type { Scope } from '../../answer/ports.ts';
import { fill } from './fill.ts';

const text = z.string().min(1).max(2_000);
const phrases = z.array(z.string().min(1).max(300)).min(1).max(300);
/** Of an organisation that helps: how to reach it may be part of what is said. */
const subject = z.strictObject({ about: phrases, say: text, url: z.url({ protocol: /^https?$/ }).optional() });

/** What is none of the assistant's business, and what it says to who only greets it. */
export const scopeSchema = z.strictObject({
  elsewhere: z.array(subject).max(100).default([]),
  refused: z.array(subject).max(100).default([]),
  /** Said of a question about another municipality; absent: such a question is one like any other. */
  otherMunicipality: text.optional(),
  /** `isForPerson`: who says this wants a person. */
  smallTalk: z.array(subject.extend({ isForPerson: z.boolean().default(false) })).max(100).default([]),
});

type ScopeSettings = z.infer<typeof scopeSchema>;

/**
 * @param values what `{{name}}` stands for; `municipality` is the own name.
 * @param municipalities names of all.
 * @throws Error for a name that stands for nothing.
 */
export function scopeOf({ elsewhere, refused, smallTalk, otherMunicipality }: ScopeSettings, values: Readonly<Record<string, string>>, municipalities: readonly string[]): Scope {
  const told = <S extends ScopeSettings['elsewhere'][number]>({ url, say, ...rest }: S) => {
    const said = fill(say, { ...values, contact: '{{contact}}' });
    return { ...rest, say: url === undefined ? said : `${said} Zie ${url.replace(/^https?:\/\/(?:www\.)?/, '').replace(/\/$/, '')}.` };
  };
  const others = {
    names: otherMunicipality === undefined ? [] : municipalities,
    own: (values['municipality'] ?? '').replace(/^gemeente /i, ''),
    say: otherMunicipality === undefined ? '' : fill(otherMunicipality, { ...values, name: '{{name}}' }),
  };
  return { elsewhere: elsewhere.map(told), refused: refused.map(told), smallTalk: smallTalk.map(told), others };
}
