import type { Config } from '../../config/config.ts';
import { forOutside } from '../../factsheet/diligence/outside.ts';
import type { DiligenceReport } from '../../factsheet/diligence/report.ts';
import { isInside } from '../factsheet/facts/discreet.ts';

/** A report as others may have it: what is attached stays here, and of a public one addresses inside too. */
export function outsideOf({ collections }: Pick<Config, 'collections'>): (report: DiligenceReport, isPublic: boolean) => DiligenceReport {
  const allowPrivate = collections.flatMap(({ website }) => website?.allowPrivate ?? []);
  const isWithin = (url: string) => isInside(url, allowPrivate) || /(?:^|\.)intranet\./i.test(new URL(url).hostname);
  return (report, isPublic) => forOutside(report, isPublic, isWithin);
}
