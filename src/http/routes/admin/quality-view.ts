import { z } from 'zod';
import type { QualityView } from '../../../web/pages/admin/document-views.ts';

const share = z.number().min(0).max(1);

/** The quality report as it is kept: of older versions too, so that each part may be missing or be something else. */
const Stored = z.object({
  warnings: z.array(z.string()).catch([]),
  pages: z.int().optional().catch(undefined),
  silentPages: z.array(z.int()).catch([]),
  ocr: z.object({ pages: z.int(), confidence: share, lowest: share }).optional().catch(undefined),
  garbled: z.object({ share, examples: z.array(z.string()) }).optional().catch(undefined),
  language: z.object({ code: z.string() }).optional().catch(undefined),
  screening: z
    .object({
      orders: z.object({ count: z.int().min(0), first: z.array(z.object({ ordinal: z.int(), page: z.int().optional(), why: z.array(z.string()), text: z.string() })) }),
      personal: z.record(z.string(), z.int().min(1)),
    })
    .catch({ orders: { count: 0, first: [] }, personal: {} }),
  hidden: z.object({ count: z.int() }).catch({ count: 0 }),
  hiddenText: z.array(z.object({ reason: z.string(), page: z.int().optional(), place: z.string().optional(), text: z.string() })).catch([]),
});

export function qualityView(kept: Readonly<Record<string, unknown>> | null): QualityView {
  const { warnings, pages, silentPages, ocr, garbled, language, screening, hidden, hiddenText } = Stored.parse(kept ?? {});
  return {
    isKnown: kept !== null,
    warnings,
    silentPages,
    orderCount: screening.orders.count,
    orders: screening.orders.first.map(({ page, ...order }) => ({ ...order, ...(page !== undefined && { page }) })),
    personal: screening.personal,
    hiddenCount: Math.max(hidden.count, hiddenText.length),
    hidden: hiddenText.map(({ reason, page, place, text }) => ({ reason, text, ...(page !== undefined && { page }), ...(place !== undefined && { place }) })),
    ...(pages !== undefined && { pages }),
    ...(ocr && { ocr }),
    ...(garbled && { garbled }),
    ...(language && { language: language.code }),
  };
}
