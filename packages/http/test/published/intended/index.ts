import type { Intended } from '../account.ts';
import { ofAnswers } from './answers.ts';
import { ofCatalogAnswers } from './catalog-answers.ts';
import { ofOperations } from './operations.ts';
import { ofRequests } from './requests.ts';
import { ofRunAnswers } from './run-answers.ts';

/** Where our OpenAPI document means to say something else than Port's. */
export const intended: readonly Intended[] = [
  ...ofOperations,
  ...ofRequests,
  ...ofRunAnswers,
  ...ofCatalogAnswers,
  ...ofAnswers,
];
