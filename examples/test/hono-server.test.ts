import { describeServer } from './server.ts';

describeServer('examples/hono-server.ts');
