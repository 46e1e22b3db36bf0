import { z } from '@hono/zod-openapi';
import { DIGITAL_SOURCE_TYPE, type WriterView } from '../../web/ai-mark.ts';

/** The mark on answers that AI wrote, for programs. */

export const AI_HEADER = 'AI-Disclosure';

export const GeneratedBy = z
  .object({
    kind: z.literal('ai'),
    model: z.string().optional().openapi({ description: 'Het model, zoals de machine waarop het draait het noemt.', example: 'ministral-3:3b' }),
    digitalSourceType: z.literal(DIGITAL_SOURCE_TYPE).openapi({ description: 'De code van IPTC voor wat een getraind model maakte.' }),
  })
  .openapi('GeneratedBy', { description: 'Staat er alleen als AI het antwoord schreef. Letterlijke citaten en vaste teksten hebben het niet.' });

export function generatedBy({ model }: WriterView): z.infer<typeof GeneratedBy> {
  return { kind: 'ai', ...(model !== undefined && { model }), digitalSourceType: DIGITAL_SOURCE_TYPE };
}

/**
 * The value of `AI-Disclosure` (draft-abaris-aicdh-01), a dictionary of RFC 9651: nobody reads an answer before it is given, so that its
 * mode is `machine-generated`.
 */
export function disclosure({ model }: WriterView): string {
  // A string of that syntax holds printable ASCII alone.
  const isPlain = model !== undefined && /^[\x20-\x7e]+$/.test(model);
  return `mode=machine-generated${isPlain ? `, model="${model.replaceAll(/["\\]/g, String.raw`\$&`)}"` : ''}`;
}

/** A turn as programs are given it. */
export function marked<Given extends { readonly generatedBy?: WriterView }>({ generatedBy: writer, ...turn }: Given) {
  return { ...turn, ...(writer && { generatedBy: generatedBy(writer) }) };
}
