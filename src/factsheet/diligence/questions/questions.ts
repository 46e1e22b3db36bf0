import type { DiligenceQuestion } from '../question.ts';
import { costsQuestions } from './costs.ts';
import { dataQuestions } from './data.ts';
import { ethicsQuestions } from './ethics.ts';
import { securityQuestions } from './security.ts';
import { sovereigntyQuestions } from './sovereignty.ts';
import { usabilityQuestions } from './usability.ts';

/** All that is asked, in the order of the report. */
export const DILIGENCE_QUESTIONS: readonly DiligenceQuestion[] = [...ethicsQuestions, ...dataQuestions, ...securityQuestions, ...usabilityQuestions, ...sovereigntyQuestions, ...costsQuestions];
