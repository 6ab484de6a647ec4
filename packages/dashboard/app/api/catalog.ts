import { call, part } from './client.ts';
import type { Action, Audit, Blueprint, Entity } from './types.ts';

export async function listActions(signal: AbortSignal): Promise<readonly Action[]> {
  return (await call<{ actions: readonly Action[] }>('actions', { signal })).actions;
}

export async function getAction(identifier: string, signal: AbortSignal): Promise<Action> {
  return (await call<{ action: Action }>(`actions/${part(identifier)}`, { signal })).action;
}

export async function listBlueprints(signal: AbortSignal): Promise<readonly Blueprint[]> {
  return (await call<{ blueprints: readonly Blueprint[] }>('blueprints', { signal })).blueprints;
}

export async function getBlueprint(identifier: string, signal: AbortSignal): Promise<Blueprint> {
  return (await call<{ blueprint: Blueprint }>(`blueprints/${part(identifier)}`, { signal })).blueprint;
}

export async function listEntities(blueprint: string, signal: AbortSignal): Promise<readonly Entity[]> {
  const query = { include: ['$identifier', '$title'] };
  const path = `blueprints/${part(blueprint)}/entities`;
  return (await call<{ entities: readonly Entity[] }>(path, { query, signal })).entities;
}

export async function getEntity(blueprint: string, identifier: string, signal: AbortSignal): Promise<Entity> {
  const path = `blueprints/${part(blueprint)}/entities/${part(identifier)}`;
  return (await call<{ entity: Entity }>(path, { signal })).entity;
}

export interface AuditFilters {
  readonly run_id?: string;
  readonly resources?: string;
  readonly limit?: number;
}

export async function listAudits(filters: AuditFilters, signal: AbortSignal): Promise<readonly Audit[]> {
  return (await call<{ audits: readonly Audit[] }>('audit-log', { query: { ...filters }, signal })).audits;
}
