import { describe } from 'vitest';
import type { Given } from '../describe-api.ts';
import { actionCatalogCases } from './catalog-actions.ts';
import { blueprintCatalogCases } from './catalog-blueprints.ts';
import { bulkCatalogCases } from './catalog-bulk.ts';
import { entityCatalogCases } from './catalog-entities.ts';
import { relationCatalogCases } from './catalog-relations.ts';

export function catalogCases(given: Given): void {
  describe('actions', () => actionCatalogCases(given));
  describe('blueprints', () => blueprintCatalogCases(given));
  describe('entities', () => entityCatalogCases(given));
  describe('relations', () => relationCatalogCases(given));
  describe('bulk', () => bulkCatalogCases(given));
}
