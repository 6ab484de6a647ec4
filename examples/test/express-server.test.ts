import { describeServer } from './server.ts';

describeServer('examples/express-server.ts');
