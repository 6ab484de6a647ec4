import type { Seed } from '@berth/http';

const selfService = (operation: string, userInputs: object, blueprintIdentifier?: string) => ({
  type: 'self-service',
  operation,
  userInputs,
  ...(blueprintIdentifier === undefined ? {} : { blueprintIdentifier }),
});

/** What a small organisation might have. */
export const demo: Seed = {
  blueprints: [
    {
      identifier: 'microservice',
      title: 'Service',
      icon: 'Microservice',
      schema: {
        properties: {
          language: { type: 'string', title: 'Language' },
          replicas: { type: 'number', title: 'Replicas' },
        },
      },
    },
  ],
  entities: [
    {
      blueprint: 'microservice',
      identifier: 'checkout',
      title: 'Checkout',
      properties: { language: 'Go', replicas: 2 },
    },
    { blueprint: 'microservice', identifier: 'cart', title: 'Cart', properties: { language: 'Rust' } },
  ],
  actions: [
    {
      identifier: 'scale_service',
      title: 'Scale a service',
      description: 'Changes how many replicas run',
      trigger: selfService(
        'DAY-2',
        {
          properties: {
            replicas: { type: 'number', title: 'Replicas', minimum: 1, maximum: 20 },
            reason: { type: 'string', title: 'Reason', minLength: 5 },
          },
          required: ['replicas'],
        },
        'microservice',
      ),
      invocationMethod: { type: 'KAFKA' },
    },
    {
      identifier: 'create_service',
      title: 'Create a service',
      trigger: selfService(
        'CREATE',
        {
          properties: {
            name: { type: 'string', title: 'Name', pattern: '^[a-z-]+$' },
            language: {
              type: 'string',
              title: 'Language',
              enum: ['Go', 'Rust', 'TypeScript'],
              default: 'Go',
            },
            isPublic: { type: 'boolean', title: 'Reachable from outside' },
            tags: { type: 'array', title: 'Tags', items: { type: 'string' } },
            notes: { type: 'string', title: 'Notes', format: 'multi-line' },
          },
          required: ['name'],
        },
        'microservice',
      ),
      invocationMethod: { type: 'KAFKA' },
    },
    {
      identifier: 'drop_database',
      title: 'Drop a database',
      requiredApproval: true,
      trigger: selfService('DELETE', { properties: { database: { type: 'string', title: 'Database' } } }),
      invocationMethod: { type: 'KAFKA' },
    },
  ],
};
