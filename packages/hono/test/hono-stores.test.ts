import { berthTarget, leavingWebhooks } from '../../http/test/api/berth-target.ts';
import { describeConformance } from '../../http/test/api/describe-conformance.ts';
import { onPostgres, onSqlite } from '../../http/test/api/stores.ts';
import { routedServe } from './mount.ts';

const postgres = onPostgres();

describeConformance((profile) =>
  leavingWebhooks(berthTarget('Hono on SQLite', profile, routedServe, onSqlite)),
);
describeConformance((profile) => berthTarget('Hono on PostgreSQL', profile, routedServe, postgres));
