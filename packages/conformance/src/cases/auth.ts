import type { Check } from '../check/check.ts';
import { accessChecks } from './auth-access.ts';
import { authSecretChecks } from './auth-secret.ts';
import { authTokenChecks } from './auth-token.ts';

export const authChecks: readonly Check[] = [...authTokenChecks, ...accessChecks, ...authSecretChecks];
