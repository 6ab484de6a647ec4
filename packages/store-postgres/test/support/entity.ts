import type { Entity } from '@berth/core';
import { instant } from '../../../testing/test/processes/commits.ts';

export function entity(identifier: string, title: string): Entity {
  return {
    identifier,
    blueprint: 'b',
    title,
    icon: null,
    team: [],
    properties: {},
    relations: {},
    createdAt: instant,
    createdBy: 'ada',
    updatedAt: instant,
    updatedBy: 'ada',
  };
}
